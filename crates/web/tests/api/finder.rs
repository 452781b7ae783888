//! The office finder, as anybody sees it.

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn an_office_is_found_by_words_without_kazakh_letters_with_telephone_and_hours() {
    let world = World::new();
    let (status, html) = world.page("/kk/offices?service=1&region=21&q=астана").await;
    assert_eq!(status, 200);
    assert!(html.contains("href=\"tel:+7"), "{html}");
    assert!(html.contains("кадастрды жүргізетін кәсіпорын · осы қызметті көрсетеді"), "{html}");
    assert!(html.contains("дүйсенбі–жұма 09:00–13:00, 14:00–18:00"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_says_what_the_law_requires_of_its_premises_and_by_which_paragraph() {
    let world = World::new();
    let (_, enterprise) = world.page("/en/offices?service=1&region=21&q=астана").await;
    let access = "conditions for people with limited physical abilities are provided (a ramp, a lift) <a class=\"cite\" href=\"/en/law/1#p10.1\"";
    assert!(
        enterprise.contains("Accessibility required by law</dt>") && enterprise.contains(access),
        "{enterprise}"
    );
    let (_, agency) = world.page("/en/offices?service=6").await;
    assert!(agency.contains("a guard post day and night") && agency.contains("/en/law/6#p10\""), "{agency}");
    // A centre takes requests of services 1-4 and 7-10: what both require is told once.
    let (_, centres) = world.page("/en/offices?service=7&region=21&q=алматы").await;
    let cards = centres.matches("<h3>").count();
    assert_eq!(centres.matches("seats to wait in").count(), cards, "{centres}");
    let (_, any) = world.page("/en/offices?region=21&q=алматы").await;
    assert!(!any.contains("seats to wait in") && any.contains("places to wait"), "{any}");
}

#[tokio::test(flavor = "multi_thread")]
async fn open_now_is_by_the_clocks_and_the_holidays_of_the_office() {
    let world = World::new();
    let asked = "/en/offices?service=1&region=21&open=now";
    let (_, open) = world.page(asked).await;
    // The enterprise has its break at one, a centre is open until eight.
    assert!(open.contains("Open now, until 13:00") && open.contains("until 20:00"), "{open}");
    assert!(!open.contains("Closed now"), "{open}");
    // An hour before the opening of the same Monday.
    world.set("2013-09-02T08:00:00+06:00");
    let (_, all) = world.page("/en/offices?service=1&region=21").await;
    assert!(all.contains("Closed now, opens today at 09:00"), "{all}");
    let (_, none) = world.page(asked).await;
    assert!(none.contains("No such office was found"), "{none}");
    // The Friday before Constitution Day's weekend: 30 August 2013 is a holiday, Saturday and Sunday are free.
    world.set("2013-08-29T19:00:00+06:00");
    let (_, evening) = world.page("/en/offices?service=5").await;
    assert!(evening.contains("Closed for today. Opens on 02.09.2013, Monday, at 09:00."), "{evening}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_offices_of_a_parcel_are_those_of_its_region() {
    let world = World::new();
    let (status, html) = world.page("/en/offices?service=1&parcel=21-318-065-123").await;
    assert_eq!(status, 200);
    assert!(html.contains("Parcel 21-318-065-123 lies in this region"), "{html}");
    for (parcel, told) in
        [("21", "Write the whole cadastral number"), ("99-318-065-123", "belong to no region")]
    {
        let (status, html) = world.page(&format!("/en/offices?parcel={parcel}")).await;
        assert_eq!(status, 422);
        assert!(html.contains(told) && html.contains("href=\"#field-parcel\""), "{parcel}: {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_of_another_region_than_the_chosen_one_is_a_contradiction() {
    let world = World::new();
    let (status, html) = world.page("/en/offices?region=20&parcel=21-318-065-123").await;
    assert_eq!(status, 422);
    assert!(html.contains("The parcel lies in another region"), "{html}");
    let (status, html) = world.page("/en/offices?region=21&parcel=21-318-065-123").await;
    assert_eq!(status, 200);
    let other = "href=\"/kk/offices?region=21&#38;parcel=21-318-065-123\"";
    assert!(html.contains(other), "the question goes along: {html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_a_list_is_named_beside_its_field() {
    let world = World::new();
    for (query, field) in [("service=99", "service"), ("service=x", "service"), ("region=77", "region")] {
        let (status, html) = world.page(&format!("/ru/offices?{query}")).await;
        assert_eq!(status, 422, "{query}");
        assert!(html.contains(&format!("href=\"#field-{field}\"")), "{query}: {html}");
    }
    let (status, html) = world.page("/ru/offices?cursor=broken").await;
    assert_eq!(status, 422);
    assert!(html.contains("Такой страницы списка нет"), "{html}");
}

/// The names of the offices that a question finds, gone through page by page.
async fn names_on_all_pages(world: &World, query: &str) -> Vec<String> {
    let (mut path, mut found) = (format!("/en/offices?{query}"), Vec::new());
    loop {
        let (status, html) = world.page(&path).await;
        assert_eq!(status, 200, "{path}");
        let names = html.split("<h3>").skip(1).map(|rest| rest.split("</h3>").next().unwrap());
        found.extend(names.map(|name| name.replace("&#34;", "\"").replace("&#39;", "'")));
        let Some((before, _)) = html.split_once("\" rel=\"next\"") else { return found };
        path = before.rsplit('"').next().unwrap().replace("&#38;", "&");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_office_is_found_once_by_going_from_page_to_page() {
    let world = World::new();
    let found = names_on_all_pages(&world, "region=21").await;
    let all = world.desk.law().directory.offices().filter(|office| office.region.as_deref() == Some("21"));
    assert_eq!(found.len(), all.count());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_offices_that_decide_come_before_all_that_only_take_requests_in() {
    let world = World::new();
    let found = names_on_all_pages(&world, "service=1").await;
    let law = world.desk.law();
    let decides = law.rulebook.editions(1).last().unwrap().provider.kind;
    let serving = law.directory.offices().filter(|office| office.serves(Some(1), None));
    let (first, then): (Vec<_>, Vec<_>) = serving.partition(|office| office.kind == decides);
    assert!(first.len() > 1 && then.len() > 20, "both lie on several pages");
    let expected: Vec<_> = first.iter().chain(&then).map(|office| office.name(None).to_owned()).collect();
    assert_eq!(found, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_break_and_a_closed_day_say_what_they_are_and_when_it_opens() {
    let world = World::new();
    world.set("2013-09-02T13:30:00+06:00");
    let (_, all) = world.page("/en/offices?service=1&region=21").await;
    assert!(
        all.contains("Break now, opens again at 14:00.") && all.contains("lunch break 13:00–14:00"),
        "{all}"
    );
    assert!(all.contains("href=\"/en/law/1#p9\""), "the hours have their paragraph: {all}");
    let (_, open) = world.page("/en/offices?service=1&region=21&open=now").await;
    assert!(!open.contains("Break now") && open.contains("Open now, until 20:00."), "{open}");
    world.set("2013-08-30T11:00:00+06:00");
    let (_, holiday) = world.page("/en/offices?service=5").await;
    let told = "Closed today: Constitution Day of the Republic of Kazakhstan. Opens on 02.09.2013, Monday, at 09:00.";
    assert!(holiday.contains(told), "{holiday}");
    assert!(
        holiday.contains("30.08.2013, Friday: closed, Constitution Day of the Republic"),
        "unlike the usual week: {holiday}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_and_an_hour_find_the_offices_that_are_open_then() {
    let world = World::new();
    let saturday = "/en/offices?service=1&region=21&open=at&day=2013-09-07";
    let (status, html) = world.page(saturday).await;
    assert_eq!(status, 200);
    assert!(html.contains("07.09.2013, Saturday: open 09:00–20:00."), "{html}");
    assert!(!html.contains("cadastre enterprise ·"), "the enterprise has its weekend: {html}");
    let (_, night) = world.page(&format!("{saturday}&time=21:00")).await;
    assert!(night.contains("No such office was found"), "{night}");
    let (_, noon) = world.page("/en/offices?service=1&region=21&day=2013-09-03&time=13:30").await;
    assert!(noon.contains("public service centre ·") && !noon.contains("cadastre enterprise ·"), "{noon}");
}

#[tokio::test(flavor = "multi_thread")]
async fn open_now_is_by_the_clocks_of_each_region() {
    let world = World::new();
    world.set("2013-09-02T09:30:00+06:00");
    let (_, capital) = world.page("/en/offices?service=1&region=21&open=now").await;
    assert!(capital.contains("Open now"), "{capital}");
    let (_, west) = world.page("/en/offices?service=1&region=13&open=now").await;
    assert!(west.contains("No such office was found"), "half past eight in Aqtau: {west}");
    let (_, west) = world.page("/en/offices?service=1&region=13").await;
    assert!(west.contains("opens today at 09:00") && west.contains("The time there is 08:30."), "{west}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_when_and_where_stands_beside_its_field() {
    let world = World::new();
    for (query, field) in [
        ("open=at", "day"),
        ("time=10:00", "day"),
        ("day=2013-02-30", "day"),
        ("day=2050-01-01", "day"),
        ("day=2013-09-02&time=25:00", "time"),
        ("open=now&day=2013-09-02", "open"),
        ("open=sometimes", "open"),
        ("district=x", "district"),
        ("region=01&district=x", "district"),
        ("kind=shop", "kind"),
    ] {
        let (status, html) = world.page(&format!("/en/offices?{query}")).await;
        assert_eq!(status, 422, "{query}");
        assert!(html.contains(&format!("id=\"field-{field}-problem\"")), "{query}: {html}");
        assert!(html.contains(&format!("href=\"#field-{field}\"")), "{query}: {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_counts_the_offices_of_each_region_and_leads_there() {
    let world = World::new();
    let (_, html) = world.page("/en/offices?service=12&parcel=21-318-065-123&district=").await;
    let directory = &world.desk.law().directory;
    let mut sum = 0;
    for region in directory.regions().filter(|region| region.from.is_none()) {
        let there = directory.offices().filter(|office| office.region.as_ref() == Some(&region.code));
        let count = there.filter(|office| office.serves(Some(12), None)).count();
        let (label, href) = (
            format!("aria-label=\"{}: {count}\"", region.name.en),
            format!("href=\"/en/offices?service=12&#38;region={}\"", region.code),
        );
        let link = html.split("<a class=\"map-region").find(|link| link.contains(&label));
        assert!(link.is_some_and(|link| link.contains(&href)), "{label} {href}: {html}");
        sum += count;
    }
    assert!(html.contains(&format!("All Kazakhstan: {sum}")), "{html}");
    assert!(!html.contains("region=22"), "Shymkent is no region in 2013");
    assert_eq!(html.matches("map-chosen").count(), 1, "that of the parcel: {html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_tells_its_region_and_the_reader_its_district() {
    let world = World::new();
    let (_, html) = world.page("/en/offices?service=1&parcel=01-318-065-123").await;
    assert!(html.contains("do not say which district has which code"), "{html}");
    assert!(html.contains("Decides: cadastre enterprise of the place where the parcel lies <a class=\"cite\" href=\"/en/law/1#p1\""), "{html}");
    assert!(
        html.contains("One lodges at a public service centre <a class=\"cite\" href=\"/en/law/1#p10.2\""),
        "{html}"
    );
    assert!(html.contains("kind=cadastre-enterprise\">cadastre enterprise</a>"), "{html}");
    let district = "%D0%90%D2%9B%D0%BA%D3%A9%D0%BB%20%D0%B0%D1%83%D0%B4%D0%B0%D0%BD%D1%8B";
    let (status, html) =
        world.page(&format!("/en/offices?service=1&parcel=01-318-065-123&district={district}")).await;
    assert_eq!(status, 200);
    assert!(html.contains("Chosen district or town: Ақкөл ауданы."), "{html}");
    assert!(html.contains("<option value=\"Ақкөл ауданы\" selected>"), "{html}");
    let names: Vec<&str> =
        html.split("<h3>").skip(1).map(|rest| rest.split("</h3>").next().unwrap()).collect();
    assert!(names.iter().any(|name| name.contains("Ақкөл")), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("Атбасар")), "{names:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_divides_the_land_says_which_level_decides_on_which() {
    let world = World::new();
    let (_, html) = world.page("/en/offices?service=14").await;
    for told in
        ["arable land", "the body of the oblast, of a city of republican significance", "all other land"]
    {
        assert!(html.contains(told), "{told}: {html}");
    }
    let (_, html) = world.page("/en/offices?service=5").await;
    assert!(html.contains("one for the whole country, wherever the parcel lies"), "{html}");
    let (_, html) = world.page("/en/offices?service=7").await;
    assert!(
        html.contains("The information system of the cadastre answers")
            && html.contains("One lodges on the portal"),
        "{html}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_younger_than_the_lists_says_where_its_offices_stand() {
    let world = World::new();
    let (status, html) = world.page("/en/offices?service=1&region=22").await;
    assert_eq!(status, 200);
    assert!(html.contains("Shymkent city has been a region of its own since 19.06.2018"), "{html}");
    let href = html.split("<p class=\"warning\"><a href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (_, found) = world.page(&href.replace("&#38;", "&")).await;
    assert!(found.contains("<h3>") && found.contains("Шымкент"), "{found}");
}
