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
    let cards = centres.matches("<h2>").count();
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
    assert!(evening.contains("Closed now, opens on 02.09.2013 at 09:00"), "{evening}");
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

#[tokio::test(flavor = "multi_thread")]
async fn every_office_is_found_once_by_going_from_page_to_page() {
    let world = World::new();
    let (mut path, mut found) = ("/en/offices?region=21".to_owned(), Vec::new());
    loop {
        let (status, html) = world.page(&path).await;
        assert_eq!(status, 200);
        found.extend(html.split("<h2>").skip(1).map(|rest| rest.split("</h2>").next().unwrap().to_owned()));
        let Some((_, next)) = html.split_once("cursor=") else { break };
        let cursor = next.split('"').next().unwrap();
        path = format!("/en/offices?region=21&cursor={cursor}");
    }
    let all = world.desk.law().directory.offices().filter(|office| office.region.as_deref() == Some("21"));
    assert_eq!(found.len(), all.count());
}
