# Working on a case together: notes.

desk-permission-write-note = Write notes on a case
desk-look-note = A note was written on the case
desk-notes-full = This case has { $most } notes; no more are kept. Make do with those.
