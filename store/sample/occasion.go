package sample

import "slices"

// What tells two tasks for the same goods apart, in the languages that tasks are written in. Most of it is taken only
// where the plain title is in use already, so a small market reads plainly and in a large one no two titles are alike.

// editions stand behind the name of an item. They go with whatever it is.
func editions(language string) []string {
	switch language {
	case "ru":
		return []string{"(новая версия)", "(подарочный набор)", "(второй выпуск)", "(дорожный набор)", "(два в комплекте)", "(новая упаковка)"}
	case "es":
		return []string{"(nueva edición)", "(caja de regalo)", "(segunda edición)", "(set de viaje)", "(lote de dos)", "(edición 2026)"}
	case "zh":
		return []string{"（升级版）", "（礼盒装）", "（旅行装）", "（双件装）", "（第二代）", "（新包装）"}
	}
	return []string{"(second edition)", "(gift box)", "(travel set)", "(set of two)", "(2026 edition)", "(new packing)"}
}

// occasions stand at the end of a title.
func occasions(language string) []string {
	switch language {
	case "ru":
		return []string{
			" к чёрной пятнице", " к Новому году", " для тех, кто выбирает подарок", " за один дубль", " месяц спустя", " с вопросами зрителей",
			" без сценария", " в сравнении с прошлой моделью", " для новичков", " на зимнюю распродажу",
		}
	case "es":
		return []string{
			" antes del Black Friday", " para Navidad", " como regalo", " en una sola toma", " un mes después", " con preguntas del público",
			" sin guion", " frente al modelo anterior", " para principiantes", " para las rebajas",
		}
	case "zh":
		return []string{"，黑五特辑", "，新年礼物篇", "，一镜到底", "，一个月后", "，回答粉丝提问", "，与旧款对比", "，新手入门", "，冬季促销"}
	}
	return []string{
		", before Black Friday", ", for the winter sale", ", as a Christmas gift", ", for New Year", ", on a small budget", ", for first-time buyers",
		", in one take", ", one month later", ", with viewers' questions", ", without a script", ", against last year's model", ", second look",
		", for gift hunters", ", for careful readers",
	}
}

// place is a country that a task is meant for.
type place struct{ code, name string }

func places(language string) []place {
	switch language {
	case "ru":
		return []place{{"RU", " (Россия)"}, {"KZ", " (Казахстан)"}, {"BY", " (Беларусь)"}, {"AM", " (Армения)"}, {"RS", " (Сербия)"}, {"GE", " (Грузия)"}}
	case "es":
		return []place{
			{"ES", " (España)"}, {"MX", " (México)"}, {"CO", " (Colombia)"}, {"AR", " (Argentina)"}, {"CL", " (Chile)"}, {"PE", " (Perú)"}, {"UY", " (Uruguay)"},
		}
	case "zh":
		return []place{{"CN", "（中国）"}, {"TW", "（台湾）"}, {"SG", "（新加坡）"}, {"MY", "（马来西亚）"}}
	}
	return []place{
		{"GB", " (United Kingdom)"}, {"US", " (United States)"}, {"DE", " (Germany)"}, {"PL", " (Poland)"}, {"NL", " (Netherlands)"}, {"SE", " (Sweden)"},
		{"FR", " (France)"}, {"IT", " (Italy)"}, {"CZ", " (Czechia)"}, {"FI", " (Finland)"}, {"CA", " (Canada)"}, {"AU", " (Australia)"},
		{"IE", " (Ireland)"}, {"NO", " (Norway)"}, {"DK", " (Denmark)"}, {"AT", " (Austria)"}, {"BE", " (Belgium)"}, {"PT", " (Portugal)"},
		{"KR", " (South Korea)"}, {"JP", " (Japan)"}, {"BR", " (Brazil)"}, {"TR", " (Türkiye)"},
	}
}

// series numbers tasks that belong together.
func series(language string) string {
	switch language {
	case "ru":
		return ", часть %d"
	case "es":
		return ", parte %d"
	case "zh":
		return "，第%d期"
	}
	return ", part %d"
}

// alsoIn are languages that a task in English may ask for beside it.
func alsoIn() []string { return []string{"es", "de", "fr", "pl", "ru", "pt", "it", "ko", "tr"} }

// european tells whether a seller is likely to pay in euro.
func european(country string) bool { return slices.Contains([]string{"ES", "FR", "IT", "DE"}, country) }
