package sample

import (
	"slices"

	"aeconnect/model"
)

// The IDs of the story that the documents and drawings speak of.
const (
	LaunchOrder    model.ID = "O-7Q2K-91MX" // lumen is to confirm mia's second version
	ParcelOrder    model.ID = "O-5D0E-QK7P" // lumen owes nils_reviews a sample
	PaymentOrder   model.ID = "O-2B7T-0HWD" // lumen owes xiaotong a fee
	ExtensionOrder model.ID = "O-1B8S-ZZ40" // technochai asks lumen for more days
	SubmitOrder    model.ID = "O-9XK2-44QA" // mia is to submit content
	CrowdedTask    model.ID = "T-4F7K-9Q2M" // 37 applications wait for lumen
)

// Seller and Creator are the handles of the two people whose days the sample tells.
const Seller, Creator = lumen, mia

const lumen, mia = "lumen", "mia"

func usd(whole int64) *model.Money { return &model.Money{Minor: whole * 100, Currency: "USD"} }
func eur(whole int64) *model.Money { return &model.Money{Minor: whole * 100, Currency: "EUR"} }

// tellLumen tells what the seller lumen did since August.
func (m *maker) tellLumen() {
	m.lumenEnded()
	m.lumenLaunch()
	m.lumenParcels()
	m.lumenFees()
	m.lumenCommissions()
	m.lumenCrowd()
	m.lumenDrafts()
}

// lumenEnded are the tasks of the summer, all settled.
func (m *maker) lumenEnded() {
	f := m.shop.plain(model.FixedPrice, "USB microphone for calls", "{good}: an honest verdict", "")
	f.Fee, f.ApplyBy, f.SubmitBy, f.Wanted = usd(90), ago(98, "18:00"), ago(70, "18:00"), 5
	mic := m.post(lumen, ago(108, "03:10"), f)
	m.role(mic, "headphone_hal").apply(ago(106, "15:20")).approve(ago(105, "02:40")).submit(ago(95, "19:05")).confirm(ago(94, "07:30")).
		pay(ago(92, "08:10")).acknowledge(ago(91, "16:00"))
	m.role(mic, "mono_audio").apply(ago(105, "09:45")).approve(ago(104, "03:00")).submit(ago(93, "17:12")).
		changes(ago(91, "06:20"), "Please say the number itself, as in the brief.", "R2").
		submit(ago(88, "18:40")).confirm(ago(87, "05:15")).pay(ago(84, "07:00")).acknowledge(ago(83, "10:10"))
	m.role(mic, mia).apply(ago(105, "11:30")).approve(ago(104, "03:00")).submit(ago(97, "12:00")).confirm(ago(95, "06:40")).
		pay(ago(92, "08:25")).acknowledge(ago(90, "09:00"))
	m.role(mic, "basement_beats").apply(ago(104, "20:15")).approve(ago(102, "04:00")).comment(ago(69, "21:30"), "I misjudged my calendar, sorry.")

	f = m.shop.plain(model.FixedPrice, "Translator earbuds", "{good} launch", "")
	f.Fee, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = usd(60), 1, true, ago(84, "18:00"), ago(36, "18:00"), 4
	tr := m.post(lumen, ago(96, "02:20"), f)
	m.role(tr, mia).apply(ago(95, "08:50")).approve(ago(92, "03:30")).ship(ago(91, "06:00")).receive(ago(82, "15:40")).submit(ago(75, "11:15")).
		confirm(ago(74, "04:45")).pay(ago(71, "07:20")).acknowledge(ago(70, "10:30"))
	m.role(tr, "cable_carla").apply(ago(94, "13:10")).approve(ago(92, "03:30")).ship(ago(91, "06:10")).receive(ago(78, "12:00")).
		submit(ago(68, "18:30")).
		confirm(ago(66, "05:20")).pay(ago(64, "06:10")).acknowledge(ago(62, "19:45"))
	m.role(tr, "zvuk_i_tochka").apply(ago(93, "16:35")).approve(ago(91, "02:50")).ship(ago(90, "06:00")).receive(ago(74, "14:20")).
		submit(ago(60, "20:10")).
		changes(ago(57, "06:00"), "It is mentioned in the text but not shown in the video.", "R3").submit(ago(54, "19:30")).confirm(ago(53, "03:40")).
		pay(ago(50, "07:35")).acknowledge(ago(49, "17:00"))
	m.role(tr, "lightroom_leo").apply(ago(92, "10:05")).approve(ago(90, "03:10")).ship(ago(89, "07:15")).receive(ago(77, "09:30")).
		submit(ago(58, "16:20")).
		confirm(ago(55, "04:00")).pay(ago(51, "07:50")) // acknowledged by nobody, completed by itself
	m.role(tr, "soo_glow").apply(ago(91, "05:00")).reject(ago(90, "03:20"), model.RejectFit, "Your channel is lovely; for this item we look for people who film indoors.", false)
	m.role(tr, "quang_review").apply(ago(86, "14:00")) // not reviewed in time

	f = m.shop.plain(model.SocialCPS, "Desktop speakers with wooden cabinets", "{good} in everyday use", "")
	f.ApplyBy, f.SubmitBy = ago(40, "18:00"), ago(10, "18:00")
	desk := m.post(lumen, ago(60, "03:00"), f)
	m.role(desk, "the_quiet_desk").apply(ago(58, "19:10"))
	m.role(desk, "two_wheels_tom").apply(ago(57, "08:25"))
	m.at(ago(52, "02:30"), func() { m.do(lumen, &model.CloseTask{ID: desk.id}) })
}

// lumenLaunch is the task that the first line of Today is about.
func (m *maker) lumenLaunch() {
	f := m.shop.plain(model.FixedPrice, "Wireless earbuds", "{good} launch", "")
	f.Brief = []string{"Show the case open in daylight", "Say the battery life", "Put the item link into the first line"}
	f.Fee, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = usd(120), 1, true, ago(29, "18:00"), ago(-26, "18:00"), 4
	launch := m.post(lumen, ago(43, "02:15"), f)
	m.role(launch, mia, LaunchOrder).applySaying(ago(41, "09:20"), "I compare earbuds every month; yours would close a series of five. My readers ask for it in the comments.").
		approve(ago(39, "03:05")).ship(ago(36, "07:40")).receive(ago(25, "16:30")).
		submitLink(ago(15, "18:20"), "video", "https://www.instagram.com/reel/C8wLaunch1aQ/").
		changes(ago(12, "06:45"), "Very good otherwise: please say the battery life itself, as in the brief.", "R2").
		submitLink(ago(5, "14:00"), "video", "https://www.instagram.com/reel/C8xLaunch2bT/", "https://www.instagram.com/p/C8xCaption7dU/")
	m.role(launch, "headphone_hal").apply(ago(42, "21:10")).approve(ago(39, "03:05")).ship(ago(36, "07:50")).receive(ago(24, "18:00")).
		submit(ago(18, "22:15")).
		confirm(ago(15, "03:20")).pay(ago(13, "06:30")).acknowledge(ago(9, "15:30"))
	m.role(launch, "vinyl_vera").apply(ago(40, "12:40")).approve(ago(39, "03:05")).ship(ago(36, "08:00")).receive(ago(22, "10:20")).
		submit(ago(6, "19:45")).
		changes(ago(4, "06:10"), "The scene is too dark to see it. One shot by the window would be enough.", "R1")
	m.role(launch, "sound_of_seo").apply(ago(40, "02:50")).approve(ago(39, "03:05")).ship(ago(36, "08:05")).receive(ago(27, "07:15")).
		submit(ago(14, "10:30")).
		confirm(ago(12, "09:20")) // the fee is late
}

// lumenParcels are tasks whose samples are on their way, or late.
func (m *maker) lumenParcels() {
	f := m.shop.plain(model.FixedPrice, "Open-ear sports headphones", "{good}: first impressions", "")
	f.Fee, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = usd(80), 2, true, ago(8, "18:00"), ago(-42, "18:00"), 6
	open := m.post(lumen, ago(20, "02:05"), f)
	m.role(open, "oliver_unboxed").apply(ago(19, "18:30")).approve(ago(15, "03:15")).ship(ago(11, "06:25"))
	m.role(open, "marcus_runs").apply(ago(18, "07:10")).approve(ago(15, "03:15")).ship(ago(14, "06:30")).receive(ago(4, "11:45"))
	m.role(open, "nils_reviews", ParcelOrder).applySaying(ago(9, "19:40"), "I run along the harbour with traffic beside me: that is the test these need. Yours would close a series of five.").
		approve(ago(6, "14:48"))
	m.role(open, "begom_s_borey").apply(ago(17, "09:00")).reject(ago(15, "03:25"), model.RejectRequirements, "The task asks for posts in the languages named.", true)

	f = m.shop.plain(model.FixedPrice, "Sleep earbuds with soft tips", "{good}, tested for a week", "")
	f.Product, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = true, 1, true, ago(55, "18:00"), ago(-10, "18:00"), 5
	sleep := m.post(lumen, ago(70, "03:30"), f)
	m.role(sleep, "vinyl_vera").apply(ago(68, "14:30")).approve(ago(67, "03:00")).ship(ago(65, "06:00")).receive(ago(54, "13:20")).
		submit(ago(44, "20:00")).confirm(ago(42, "04:10"))
	m.role(sleep, "basement_beats").apply(ago(66, "22:05")).approve(ago(63, "02:50")).ship(ago(62, "06:35")).receive(ago(49, "19:10")).
		submit(ago(41, "21:40")).confirm(ago(39, "05:30"))
	m.role(sleep, "the_quiet_desk").apply(ago(65, "18:20")).approve(ago(63, "02:50")).ship(ago(62, "06:40")).receive(ago(47, "17:30")).
		stop(ago(40, "18:10"), "the_quiet_desk", "I am moving house and cannot film for a month.").answer(ago(38, "03:30"), lumen, true)
	m.role(sleep, "lena_liest").apply(ago(60, "11:00")).approve(ago(59, "03:10")).ship(ago(57, "07:00")).receive(ago(44, "12:30")).
		ask(ago(8, "17:45"), "Could you send the logo and a photo on white?")
}

// lumenFees are orders about money.
func (m *maker) lumenFees() {
	f := m.shop.plain(model.FixedPrice, "Over-ear headphones with noise cancelling", "{good}: an honest verdict", "")
	f.Languages = []string{"en", "zh", "ko", "es"}
	f.Fee, f.ApplyBy, f.SubmitBy, f.Wanted = usd(150), ago(24, "18:00"), ago(-6, "18:00"), 6
	over := m.post(lumen, ago(34, "02:30"), f)
	m.role(over, "xiaotong", PaymentOrder).apply(ago(33, "04:20")).approve(ago(29, "03:40")).submit(ago(9, "19:48")) // confirmed by silence
	m.role(over, "hana_days").apply(ago(32, "06:30")).approve(ago(29, "03:40")).submit(ago(11, "12:10")).confirm(ago(8, "05:50")).pay(ago(6, "07:15"))
	m.role(over, "estudio_norte").apply(ago(31, "15:15")).approve(ago(29, "03:40")).submit(ago(3, "20:35"))
	m.role(over, "ravi_repairs").apply(ago(30, "16:40")).reject(ago(29, "03:50"), model.RejectFilled, "All places are taken. We liked your note and will post again next month.", true)
	m.at(ago(0, "07:31"), func() { m.tellPayPal("xiaotong", "xiaotong.studio@example.com") }) // held for a day
}

// lumenCommissions are the tasks that pay by sale.
func (m *maker) lumenCommissions() {
	f := m.shop.plain(model.SocialCPS, "Pocket Bluetooth speaker", "{good} in everyday use", "")
	f.Languages = []string{"en", "es", "ru"}
	f.ApplyBy, f.SubmitBy = ago(26, "18:00"), ago(-2, "18:00")
	speaker := m.post(lumen, ago(40, "02:45"), f)
	m.role(speaker, "technochai", ExtensionOrder).apply(ago(39, "12:00")).approve(ago(36, "03:00")).
		extend(ago(1, "12:50"), 7, "Опрос в группе заканчивается в воскресенье; хотим показать его итог вместе с колонкой.")
	m.role(speaker, "chollos_diarios").apply(ago(39, "18:10")).approve(ago(38, "03:10")).submit(ago(37, "20:20")) // completed by itself
	m.role(speaker, "pilar_cocina").apply(ago(37, "17:00")).approve(ago(36, "03:00")).submit(ago(12, "19:10"))
	m.role(speaker, "skidki_klub").apply(ago(35, "09:15")).approve(ago(33, "02:20"))

	f = m.shop.plain(model.AliExpressCPS, "头戴式监听耳机", "{good} 真实测评", "")
	f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = 1, true, ago(-15, "18:00"), ago(-62, "18:00"), 8
	monitor := m.post(lumen, ago(15, "03:20"), f)
	m.role(monitor, "ting_yin").apply(ago(14, "05:30")).approve(ago(13, "03:45")).ship(ago(11, "06:50")).receive(ago(5, "04:40"))
	m.role(monitor, "xinghe_desk").apply(ago(13, "13:20")).approve(ago(12, "02:50")).ship(ago(11, "06:55"))
	m.role(monitor, "zhen_style").apply(ago(12, "02:10")).reject(ago(11, "03:35"), model.RejectFit, "We would like to keep this one to reviewers with measurements. Please apply for the next task.", true)

	f = m.shop.plain(model.AliExpressCPS, "Translator earbuds", "{good}: first impressions", "")
	f.Languages, f.ApplyBy, f.SubmitBy = []string{"en", "ru"}, ago(-44, "22:00"), ago(-74, "22:00")
	m.role(m.post(lumen, ago(1, "06:30"), f), lumenLast).apply(ago(1, "11:10")) // approved at the end of the morning
}

// applicants are the 37 who wait for lumen, in the order in which they came.
func applicants() []string {
	return []string{
		"nils_reviews", mia, "pilar_cocina", "oliver_unboxed", "xiaotong", "lena_liest", "estudio_norte", "hana_days", shy, "headphone_hal", "mono_audio",
		"anton_svet", "juno_plays", "sound_of_seo", "ting_yin", "cable_carla", "quang_review", "bento_aki", "musica_de_bolsillo", "phonefix_femi",
		"baris_test", "zvuk_i_tochka", "two_wheels_tom", "marcus_runs", "soo_glow", "lightroom_leo", "basement_beats", "bia_testa", "kiwi_workshop",
		"campfire_cleo", "gato_geek", "desk_of_dmitri", "respawn_rosie", "late_shift_lab", "petit_atelier", "hedgehog_home", "xinghe_desk",
	}
}

// lumenCrowd are the tasks with applications to review.
func (m *maker) lumenCrowd() {
	f := m.shop.plain(model.FixedPrice, "Wireless earbuds", "{good} launch", "second edition")
	f.Description += " New in this edition: a wired option for aeroplanes and a case in sand or graphite."
	f.Brief = []string{"Show the case open in daylight", "Say the battery life", "Put the item link into the first line"}
	f.Fee, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = usd(120), 1, true, ago(-4, "18:00"), ago(-61, "18:00"), 10
	crowded := m.post(lumen, ago(7, "02:00"), f, CrowdedTask)
	r := draw(m.seed, "crowd", 0)
	at := ago(7, "05:10")
	for _, creator := range applicants() {
		p := m.role(crowded, creator)
		if creator == "nils_reviews" {
			p.applySaying(at, "I compare earbuds every month; yours would close a series of five. I need it by 5 December.")
		} else {
			p.apply(at)
		}
		at += model.Moment(between(r, 150, 380)) * 60_000
		at = min(at, doors())
	}

	f = m.shop.plain(model.FixedPrice, "Наушники для бега", "{good}: честный обзор", "")
	f.Fee, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = usd(60), 1, true, ago(3, "18:00"), ago(-43, "18:00"), 5
	run := m.post(lumen, ago(18, "02:10"), f)
	for i, creator := range []string{
		"begom_s_borey", "zvuk_i_tochka", "lesnoy_kot", "anton_svet", "mama_misha", "polina_style", "tundra_trail", "avto_arseniy", "kosmos_katya",
		"garazh_grisha", "dasha_shop", "desk_of_dmitri",
	} {
		m.role(run, creator).apply(ago(17-i, "07:20") + model.Moment(i*i*7%500)*60_000)
	}
}

// lumenDrafts are not published.
func (m *maker) lumenDrafts() {
	f := m.shop.plain(model.FixedPrice, "Auriculares infantiles con límite de volumen", "{good}: primera impresión", "")
	f.Fee, f.Samples, f.ApplyBy, f.SubmitBy, f.Wanted = usd(70), 1, ago(-21, "18:00"), ago(-70, "18:00"), 6
	m.draft(lumen, ago(2, "09:10"), f)
	f = m.shop.plain(model.SocialCPS, "Open-ear sports headphones", "{good} in sixty seconds", "in graphite")
	f.Brief, f.Content = nil, slices.Clone(f.Content[:1])
	m.draft(lumen, ago(0, "09:40"), f)
}
