package screen

// GuidePages is the table of pages for tests.
func GuidePages() map[string]string { return guidePages() }
