package search

import (
	"fmt"
	"strconv"
)

// world makes believable titles, the same for the same number: most are ASCII, and
// wide in a hundred are Cyrillic, Chinese, Japanese or decorated.
type world struct{ wide int }

func (w world) title(i int) string {
	h := mix(uint64(i))
	pick := func(words []string) string {
		s := words[h%uint64(len(words))]
		h = mix(h)
		return s
	}
	if int(mix(h)%100) < w.wide {
		return wideTitle(i, pick)
	}
	title := pick(brands()) + " " + pick(adjectives()) + " " + pick(products()) + " - " + pick(formats())
	if h%3 == 0 {
		title += " (" + pick(countries()) + ")"
	}
	if h%5 == 0 {
		title += " #" + strconv.FormatInt(int64(i), 36)
	}
	return title
}

func wideTitle(i int, pick func([]string) string) string {
	switch i % 5 {
	case 0:
		return pick(russianFormats()) + " " + pick(russianProducts()) + " от " + pick(brands())
	case 1:
		return pick(chineseFormats()) + "：" + pick(brands()) + " " + pick(chineseProducts())
	case 2:
		return pick(japaneseProducts()) + "の" + pick(japaneseFormats()) + " " + strconv.Itoa(i%9000)
	case 3:
		return pick(brands()) + " " + pick(products()) + " — " + pick(formats()) + " ✨"
	}
	return "Crème " + pick(products()) + " für " + pick(countries()) + ", " + pick(formats())
}

func (w world) doc(i int) Doc {
	return Doc{Key: uint64(i)*3 + 7, Title: w.title(i), Class: Class(mix(uint64(i)+99) % 4)}
}

// mix is splitmix64.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func brands() []string {
	return []string{"GlowRecipe", "Nordvik", "Anker", "Kahve & Co", "Lumiere", "PawPals", "FitNest", "Maison Belle",
		"TrailFox", "Zenbrew", "UrbanThread", "Solara", "Pixelbay", "Hydra+", "Oatside", "Velvetine", "RoverGear",
		"Kindora", "BlueHarbor", "Mintly", "Saffron Lane", "Arcadia", "Quanta", "Peakform", "Luxora", "Tidepool",
		"Nimbus", "Ember & Oak", "Fable", "Citrine", "Koru", "Brightside", "Dermalab", "Wanderly", "Yumi", "Jolt",
		"Xplora", "Vivace", "Halden", "Ginza Works"}
}

func adjectives() []string {
	return []string{"new", "summer", "limited", "vegan", "eco", "mini", "deluxe", "winter", "classic", "travel",
		"signature", "bold", "organic", "2-in-1", "spring", "holiday"}
}

func products() []string {
	return []string{"vitamin C serum", "running shoes", "wireless earbuds", "cold brew kit", "lip gloss", "dog harness",
		"protein bar", "silk pillowcase", "hiking backpack", "matcha set", "oversized hoodie", "sunscreen SPF50",
		"mechanical keyboard", "sparkling water", "oat milk", "velvet sofa", "camping stove", "baby carrier",
		"swim trunks", "mint toothpaste", "spice box", "board game", "smart watch", "yoga mat", "perfume sampler",
		"aquarium light", "rain jacket", "cast iron pan", "fantasy novel", "crystal necklace", "travel mug",
		"desk lamp", "face mask", "carry-on suitcase", "ramen bowl", "energy drink", "e-bike", "coffee grinder",
		"standing desk", "nail polish"}
}

func formats() []string {
	return []string{"Unboxing", "Story", "Reel", "Review", "Live stream", "Giveaway", "Tutorial", "Haul", "GRWM",
		"Before/After", "Short", "Carousel", "Blog post", "Podcast mention", "UGC clip", "Try-on", "Challenge",
		"Q&A", "Photo set", "Duet"}
}

func countries() []string {
	return []string{"Brazil", "Germany", "Japan", "United States", "United Kingdom", "France", "Vietnam", "Indonesia",
		"Mexico", "Turkey", "Poland", "Spain", "Italy", "Nigeria", "Kenya", "India", "South Korea", "Canada",
		"Australia", "Sweden", "Egypt", "Argentina", "Philippines", "Thailand", "Portugal", "Netherlands", "Chile",
		"Morocco", "Norway", "Greece"}
}

func russianFormats() []string {
	return []string{"Распаковка", "Обзор", "Честный отзыв:", "Прямой эфир:", "Розыгрыш:", "Короткое видео про"}
}

func russianProducts() []string {
	return []string{"беспроводных наушников", "палатки", "увлажняющего крема", "кофемолки", "детской коляски",
		"Ёлочных игрушек", "смарт-часов", "рюкзака"}
}

func chineseFormats() []string {
	return []string{"开箱", "测评", "直播带货", "短视频", "新品试用", "抽奖"}
}

func chineseProducts() []string {
	return []string{"无线耳机", "保湿面霜", "咖啡机", "儿童推车", "运动鞋", "美甲套装", "智能手表", "露营帐篷"}
}

func japaneseFormats() []string {
	return []string{"レビュー", "開封動画", "ライブ配信", "ショート動画"}
}

func japaneseProducts() []string {
	return []string{"ワイヤレスイヤホン", "抹茶セット", "美容液", "スニーカー", "ネイルポリッシュ"}
}

func (w world) String() string { return fmt.Sprintf("%d%% wide", w.wide) }
