package sample

import (
	"slices"

	"aeconnect/model"
)

// debtor is the seller whose unpaid fee came before support.
const debtor = "framelynx"

// tellCases tells what seldom happens, once each, so that every state, clock and warning is there to be looked at.
func (m *maker) tellCases() {
	m.moneyCases()
	m.suspenseCases()
	m.parcelCases()
	m.contentCases()
	m.proposalCases()
	m.materialCases()
	m.taskCases()
	m.accountCases()
}

// fixed posts a task with a fee in whole US dollars and no sample; days are since its publication.
func (m *maker) fixed(days int, seller, item, title string, fee int64, change ...func(*model.TaskFields)) *listing {
	f := m.shop.plain(model.FixedPrice, item, title, "")
	f.Fee, f.ApplyBy, f.SubmitBy, f.Wanted = usd(fee), ago(days-9, "18:00"), ago(days-40, "18:00"), 5
	for _, c := range change {
		c(&f)
	}
	return m.post(seller, ago(days, "03:35"), f)
}

// sampled offers a piece to keep, with time for it to travel.
func sampled(f *model.TaskFields) {
	f.Samples, f.Keep = 1, true
	f.SubmitBy += 30 * 24 * 3600 * 1000
}

// swift is the usual way to content in review: two days to approve, eight to make.
func (p *role) swift(days int) *role {
	return p.apply(ago(days-1, "09:15")).approve(ago(days-3, "04:10")).submit(ago(days-11, "17:40"))
}

func (m *maker) moneyCases() {
	m.role(m.fixed(78, debtor, "Capture card 4K60", "{good}: an honest verdict", 90), "juno_plays").swift(78).
		confirm(ago(64, "05:00")) // before support since October
	late := m.fixed(34, "roadwren", "Dash cam front and rear", "{good}, tested for a week", 95)
	m.role(late, "ruta_ruben").swift(34).confirm(ago(20, "06:00"))
	m.role(late, "two_wheels_tom").swift(34).confirm(ago(20, "06:10")).pay(ago(9, "08:30")).acknowledge(ago(8, "19:00"))

	wise := m.fixed(45, "casaalmendro", "Juego de sartenes de hierro", "{good}: primera impresión", 0, func(f *model.TaskFields) { f.Fee = eur(80) })
	m.role(wise, "pilar_cocina").swift(45).confirm(ago(32, "08:00")).payOther(ago(30, "09:20"), "wise", *eur(80), "TRF-55810342").
		acknowledge(ago(29, "18:00"))
	yen := m.fixed(50, "foldfinch", "Miniature bookshop kit", "{good} launch", 0, func(f *model.TaskFields) {
		f.Fee, f.Languages = &model.Money{Minor: 12000, Currency: "JPY"}, []string{"ja", "en"}
	})
	m.role(yen, "studio_tofu").swift(50).confirm(ago(37, "02:30")).pay(ago(35, "03:10")) // completed by itself
	m.role(yen, "mister_mochi").swift(50).confirm(ago(36, "02:40")).pay(ago(12, "03:30"))
}

func (m *maker) suspenseCases() {
	typo := m.fixed(90, "waggleton", "GPS tag for collars", "{good} in everyday use", 54)
	m.role(typo, "whisker_weekly").swift(90).confirm(ago(77, "04:20")).payOther(ago(75, "05:00"), model.PayPal, *usd(45), "7GK21948TD503811W").
		payOther(ago(73, "05:30"), model.PayPal, *usd(54), "7GK22107TD660215A").acknowledge(ago(72, "20:15"))
	used := m.fixed(30, "mossypaw", "Dog harness with handle", "{good}: first impressions", 60)
	m.role(used, "bark_and_brew").swift(30).confirm(ago(16, "05:10")).payOther(ago(14, "06:00"), model.PayPal, *usd(60), "2SN77310KX942064L").
		acknowledge(ago(13, "18:45"))
	m.role(used, "hunde_mit_herz").apply(ago(29, "10:25")).approve(ago(27, "04:10")).submit(ago(8, "18:20")).confirm(ago(6, "05:15")).
		payOther(ago(4, "06:20"), model.PayPal, *usd(60), "2SN77310KX942064L")
	twice := m.fixed(38, "quillow", "Smart plug with energy meter", "{good} launch", 40)
	m.role(twice, "hedgehog_home").swift(38).confirm(ago(24, "04:40")).payOther(ago(22, "05:20"), model.PayPal, *usd(40), "9HC40265MB118473P").
		payOther(ago(21, "05:25"), model.PayPal, *usd(40), "9HC41190MB220916Q").acknowledge(ago(20, "21:10"))
}

func (m *maker) parcelCases() {
	tent := m.fixed(98, "tentpebble", "Two-person trekking tent", "{good}, tested for a week", 160, sampled)
	m.role(tent, "peak_petra").apply(ago(97, "10:00")).approve(ago(95, "04:00")).ship(ago(94, "06:00")).lose(ago(72, "16:20"), model.Lost).
		ship(ago(70, "05:30")).lose(ago(52, "15:10"), model.Damaged).
		stop(ago(51, "10:45"), "peak_petra", "Two tents have not arrived whole; the season is over up here.")
	m.role(tent, "campfire_cleo").apply(ago(96, "18:30")).approve(ago(95, "04:00")).ship(ago(94, "06:10")).shipAnew(ago(93, "03:20")).
		lose(ago(80, "19:00"), model.Damaged).ship(ago(78, "04:45")).receive(ago(66, "20:30")).submit(ago(50, "21:00")).confirm(ago(48, "05:40")).
		pay(ago(46, "04:00")).acknowledge(ago(45, "19:50"))
	m.role(m.fixed(95, "saltfern", "Pasta machine", "{good} in everyday use", 85, sampled), "kata_konyha").apply(ago(94, "09:00")).
		approve(ago(92, "05:00")) // never shipped
	quiet := m.fixed(72, "brasswren", "Carbon steel wok", "{good}: an honest verdict", 100, sampled)
	m.role(quiet, "cocina_lenta").apply(ago(71, "13:00")).approve(ago(69, "04:00")).ship(ago(68, "06:30")).submit(ago(30, "19:20")).
		confirm(ago(28, "04:15")).pay(ago(27, "03:55")).acknowledge(ago(26, "16:00")) // received, said nothing
	m.role(quiet, "mittens_and_mugs").apply(ago(70, "17:10")).approve(ago(69, "04:00")).ship(ago(60, "06:00")).receive(ago(47, "11:00")).
		submit(ago(31, "20:20")).confirm(ago(29, "04:25")).pay(ago(27, "04:05")).acknowledge(ago(26, "18:30"))
	late := m.fixed(26, "pulsefern", "Adjustable dumbbells", "{good}, tested for a week", 180, sampled, func(f *model.TaskFields) { f.Samples = 2 })
	m.role(late, "lift_with_lars").apply(ago(25, "15:00")).approve(ago(19, "04:30")) // five working days are over
	m.role(late, "steady_steph").apply(ago(24, "22:10")).approve(ago(19, "04:30")).shipOther(ago(15, "06:20"), 1)
	m.role(late, shy).apply(ago(23, "12:00")).approve(ago(19, "04:30")).ship(ago(14, "06:15")) // without an address
}

func (m *maker) contentCases() {
	skin := m.fixed(70, "ostrelle", "Sunscreen stick SPF 50", "{good} in everyday use", 75)
	m.role(skin, "mirror_mo").swift(70).changes(ago(57, "04:50"), "It is mentioned in the text but not shown in the video.", "R1", "R2") // expired
	m.role(skin, "skin_by_sanna").swift(70).changes(ago(57, "05:00"), "Please say the number itself, as in the brief.", "R2").submit(ago(54, "18:10")).
		changes(ago(52, "04:20"), "The scene is too dark to see it. One shot by the window would be enough.", "R1").submit(ago(49, "17:00")).
		confirm(ago(47, "05:05")).pay(ago(45, "05:10")).acknowledge(ago(44, "20:40"))
	m.role(skin, "chiara_cura").swift(70).changes(ago(58, "05:30"), "The link in the first line leads to another item.", "R3").
		confirm(ago(56, "04:00")).pay(ago(54, "05:00")).acknowledge(ago(53, "17:20"))
	last := m.fixed(24, "nestrel", "Video doorbell without subscription", "{good}: first impressions", 140)
	m.role(last, "casa_conectada").swift(24).changes(ago(11, "04:45"), "Please say the number itself, as in the brief.", "R3").submit(ago(8, "18:45")).
		changes(ago(6, "03:50"), "It is mentioned in the text but not shown in the video.", "R1").submit(ago(2, "17:30"))
	m.role(last, "tiny_flat_tess").swift(24) // confirmed by silence, late with money
	live := m.fixed(29, "keyotter", "Gamepad with hall sensors", "{good}: live demonstration", 110, func(f *model.TaskFields) { f.Content = []model.ContentType{model.LiveStream} })
	m.role(live, "juno_plays").swift(29).confirm(ago(16, "04:05")).pay(ago(14, "05:50")).acknowledge(ago(14, "23:30"))
}

func (m *maker) proposalCases() {
	more := m.fixed(60, "strideoak", "Massage gun, quiet", "{good}, tested for a week", 95)
	run := func(creator string) *role {
		return m.role(more, creator).apply(ago(59, "09:15")).approve(ago(57, "04:10"))
	}
	run("marcus_runs").extend(ago(26, "10:00"), 5, "I want to add a week of use, as your brief suggests.").answer(ago(25, "04:30"), "strideoak", true).
		submit(ago(17, "12:00")).confirm(ago(15, "04:40")).pay(ago(13, "05:15")).acknowledge(ago(12, "09:30"))
	run("mat_and_mind").extend(ago(24, "12:30"), 7, "I was ill for some days; the film is cut already.").answer(ago(23, "05:00"), "strideoak", false).
		submit(ago(20, "15:40")).confirm(ago(18, "05:00")).pay(ago(16, "05:20"))
	run("corre_caro").extend(ago(25, "20:10"), 3, "Bad weather: I need daylight for clause R1.").submit(ago(18, "21:15")).confirm(ago(15, "04:55")).
		pay(ago(13, "05:25")) // granted by silence

	terms := m.fixed(26, "merrowknit", "Merino crew neck", "{good} in everyday use", 90)
	pinned := model.MakeOffer{Fee: usd(110), Note: "Would you leave the post pinned for two weeks?"}
	m.role(terms, "capsule_cara").apply(ago(25, "10:30")).approve(ago(23, "04:00")).offer(ago(20, "05:00"), pinned).
		answer(ago(19, "09:40"), "capsule_cara", true).submit(ago(10, "16:20")).
		confirm(ago(8, "04:30")).pay(ago(6, "04:00"))
	m.role(terms, "thrift_thea").apply(ago(25, "12:45")).approve(ago(23, "04:00")).offer(ago(20, "05:05"), pinned) // refused by silence
	m.role(terms, "alba_viste").apply(ago(24, "17:25")).approve(ago(22, "04:05")).submit(ago(5, "18:50")).
		changes(ago(3, "04:15"), "A second link to the other colour would help us.")

	ends := m.fixed(28, "ironquail", "Soldering station", "{good}: an honest verdict", 105)
	m.role(ends, "solder_sunday").apply(ago(27, "11:15")).approve(ago(25, "04:20")).
		stop(ago(15, "19:30"), "solder_sunday", "I am moving house and cannot film for a month.") // refused by silence
	m.role(ends, "tea_and_solder").apply(ago(27, "18:50")).approve(ago(25, "04:20")).
		stop(ago(12, "17:00"), "tea_and_solder", "We agree that the item does not fit the channel.").answer(ago(11, "04:10"), "ironquail", true)
	m.role(ends, "kiwi_workshop").apply(ago(26, "02:20")).approve(ago(25, "04:20")).
		stop(ago(2, "04:40"), "ironquail", "The item is sold out and will not return this season.")
}

func (m *maker) materialCases() {
	logo := m.fixed(84, "severlampa", "Лампа с рассветом", "{good}: честный обзор", 50)
	m.role(logo, "anton_svet").apply(ago(83, "10:20")).approve(ago(81, "08:00")).
		ask(ago(78, "12:10"), "Пришлите, пожалуйста, логотип и фото на белом фоне.").
		provide(ago(77, "09:30"), "Вот они, вместе со значениями цветов.", "https://severlampa.example/press-photos").submit(ago(68, "19:00")).
		confirm(ago(66, "08:20")).pay(ago(63, "09:15")).acknowledge(ago(62, "12:00"))
	m.role(logo, "umnyy_ugol").apply(ago(82, "13:00")).approve(ago(81, "08:00")).ask(ago(76, "18:40"), "Есть ли схема настройки рассвета?").
		provide(ago(75, "08:45"), "Не нужна: всё на коробке. Спрашивайте, если что-то неясно.").
		submit(ago(66, "20:30")).confirm(ago(64, "08:00")).pay(ago(62, "09:40")).acknowledge(ago(61, "13:30"))
	m.role(logo, "desk_of_dmitri").apply(ago(81, "09:10")).approve(ago(79, "08:10")).ask(ago(74, "20:00"), "Какого цвета будет корпус в продаже?").
		comment(ago(43, "19:20"), "Продавец не прислал материалы, о которых я просил.")
}

func (m *maker) taskCases() {
	edited := m.fixed(18, "yunjian", "Overnight lip mask", "{good}, tested for a week", 70, func(f *model.TaskFields) { f.ApplyBy, f.SubmitBy = ago(-8, "18:00"), ago(-30, "18:00") })
	m.role(edited, "glitter_gwen").apply(ago(17, "12:10")).approve(ago(15, "03:30")).answer(ago(12, "13:00"), "glitter_gwen", true)
	m.role(edited, "belleza_real").apply(ago(16, "19:00")).approve(ago(15, "03:30")) // silence refuses
	after := edited.fields
	after.Fee, after.Brief = usd(80), append(after.Brief[:len(after.Brief):len(after.Brief)], "Leave the post pinned for two weeks")
	m.at(ago(13, "03:45"), func() { m.do("yunjian", &model.EditTask{ID: edited.id, Fields: after}) })
	m.role(edited, "skin_by_sanna").apply(ago(3, "10:05")) // under the new version
	m.at(ago(1, "04:00"), func() { m.do("yunjian", &model.EditTask{ID: edited.id, Fields: pinnedTwice(after)}) })

	again := m.fixed(12, "pocketharbor", "Car mount for the air vent", "{good}: first impressions", 45, func(f *model.TaskFields) { f.ApplyBy, f.SubmitBy = ago(-6, "18:00"), ago(-36, "18:00") })
	m.role(again, "baris_test").apply(ago(11, "12:30")).reject(ago(9, "03:10"), model.RejectDetail, "A link to one earlier review would help us decide.", true)
	m.role(again, "baris_test").applySaying(ago(8, "14:00"), "Here is the review you asked for: the holder of last spring, with the summer heat in it.")
	m.role(again, "cable_carla").apply(ago(10, "16:40")).cancel(ago(10, "18:05"))
	m.role(again, "cable_carla").apply(ago(7, "09:25"))

	strict := m.shop.plain(model.SocialCPS, "Robot vacuum with mop", "{good}: what is in the box", "")
	strict.Brief, strict.Description, strict.Countries = m.world.Niche("smarthome").Clauses[:6], "Cleans and mops by itself.", []string{"DE", "AT"}
	strict.Samples, strict.ApplyBy, strict.SubmitBy, strict.Languages = 4, ago(-5, "18:00"), ago(-35, "18:00"), []string{"de"}
	m.role(m.post("quillow", ago(4, "02:55"), strict), "casa_conectada").apply(ago(3, "16:30")) // another language, another country

	kettle := m.shop.plain(model.FixedPrice, "Чайник с регулировкой температуры", "{good}: неделя с вещью", "")
	kettle.Fee, kettle.Samples, kettle.Keep, kettle.ApplyBy, kettle.SubmitBy = usd(70), 1, true, ago(-12, "18:00"), ago(-58, "18:00")
	m.role(m.post("brasswren", ago(5, "03:10"), kettle), "kosmos_katya").apply(ago(4, "17:50"))

	over := m.draft("teplyryad", ago(30, "08:00"), m.shop.plain(model.SocialCPS, "Шерстяной кардиган", "{good}: распаковка", ""))
	m.at(ago(29, "08:30"), func() { m.do("teplyryad", &model.DropTask{ID: over}) })
}

func pinnedTwice(f model.TaskFields) model.TaskFields {
	f.Brief = append(f.Brief[:len(f.Brief)-1:len(f.Brief)-1], "Leave the post pinned for three weeks")
	return f
}

// accountCases are changes of accounts.
func (m *maker) accountCases() {
	for i, handle := range []string{"juno_plays", "hana_days", "ting_yin", "xiaomai_home"} {
		m.at(ago(100-i, "10:30"), func() {
			m.do("sam", &model.SetLive{Handle: handle, Live: true})
			m.people[handle].live = true
		})
	}
	m.at(ago(65, "09:00"), func() { m.do("ops", &model.SetLevel{Handle: "pelicanrose", Level: model.Senior}) })
	m.at(ago(58, "08:00"), func() { m.do("voltmoss", &model.ChangeRate{Rate: 1000}) })
	m.at(ago(41, "18:20"), func() { m.tellPayPal("glitter_gwen", "gwen.glitter@example.com") }) // counts after a day
	m.at(ago(3, "19:30"), func() { m.lookThrough(model.Creator, model.Agency) })
	m.at(ago(1, "18:30"), func() { m.lookThrough(model.Seller) })
}

// lookThrough lets everybody of some roles look through the news, so that only what came later is new.
func (m *maker) lookThrough(roles ...model.Role) {
	for _, p := range m.order {
		if p.key != 0 && slices.Contains(roles, p.role) {
			m.do(p.handle, &model.MarkSeen{})
		}
	}
}
