# What the finder shows beyond names and telephones: premises, map, parcels, hours.
page-service-premises = The premises
page-office-access = Accessibility required by law
page-office-premises = What else the law requires of these premises
page-office-premises-lead = This is what the law requires. What is there in fact the office itself can tell.
