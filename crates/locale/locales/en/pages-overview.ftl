# The page of who oversees: what is late and what will be.
page-overview = Deadlines
page-overview-lead = Open applications to which an answer is owed, in your office and in those below it.
page-overview-days = Today is { $today }. Three working days end on { $soon }, the week on { $week }. Days are counted by the schedule of your office.
page-overview-nothing = Nothing is late, and nothing ends this week.
page-overview-offices = By office
page-overview-services = By service
page-overview-chart = Bars: { $count }. Late: { $late }. Ending within three working days: { $soon }. The numbers stand in the table below.
page-overseen = Offices that I oversee
desk-due-late = late
desk-due-today = ends today
desk-due-soon = within three working days
desk-due-week = this week
