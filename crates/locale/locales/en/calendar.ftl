calendar-weekly-day-off = Weekly day off
calendar-following-day-off = Day off for a holiday that fell on a day off: { $holiday } ({ $date })
calendar-transferred-day-off = Transferred day off: { $worked } is worked in its place
