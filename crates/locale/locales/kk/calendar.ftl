calendar-weekly-day-off = Демалыс күні
calendar-following-day-off = { $holiday } ({ $date }) демалыс күніне түскендіктен берілген демалыс күні
calendar-transferred-day-off = Ауыстырылған демалыс күні: орнына { $worked } күні жұмыс істеледі
