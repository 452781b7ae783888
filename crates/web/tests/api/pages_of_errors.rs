//! What the router itself refuses, a person is told on a page. Found by fuzzing: these answers had no words.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use tower::ServiceExt;

use crate::world::World;

async fn page(world: &World, method: Method, path: &str, body: Vec<u8>) -> (u16, String, String) {
    let request = Request::builder().method(method).uri(path).body(Body::from(body)).unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let allow = response.headers().get(header::ALLOW).map(|allow| allow.to_str().unwrap().to_owned());
    let status = response.status().as_u16();
    let html = String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap();
    (status, allow.unwrap_or_default(), html)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_takes_a_form_alone_says_so() {
    let world = World::new();
    let (status, allow, html) = page(&world, Method::GET, "/en/sign-out", Vec::new()).await;
    assert_eq!((status, allow.as_str()), (405, "POST"));
    assert!(html.contains("<h1>This address takes a form alone</h1>"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_no_text_is_no_page() {
    let world = World::new();
    let (status, _, html) = page(&world, Method::GET, "/ru/services/%FF", Vec::new()).await;
    assert_eq!(status, 404);
    assert!(html.contains("<h1>Такой страницы нет</h1>"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_too_large_is_refused_on_a_page() {
    let world = World::new();
    let (status, _, html) = page(&world, Method::POST, "/kk/sign-in", vec![b'a'; 300 * 1024]).await;
    assert_eq!(status, 413);
    assert!(html.contains("<h1>Тым көп дерек жіберілді</h1>"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_the_api_itself_is_no_page() {
    let world = World::new();
    for path in ["", "/"] {
        let answer = world.get(path).send().await.with(404);
        assert_eq!(answer.header("content-type"), "application/problem+json", "/api/v1{path}");
    }
}
