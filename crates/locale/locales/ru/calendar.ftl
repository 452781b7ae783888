calendar-weekly-day-off = Выходной день
calendar-following-day-off = День отдыха за праздник, выпавший на выходной: { $holiday } ({ $date })
calendar-transferred-day-off = Перенесённый выходной: вместо него рабочим днём является { $worked }
