//! How long pages may be kept: what everybody sees alike for a while, what is somebody's own never.

use axum::body::Body;
use axum::http::{Request, header};
use desk::Role;
use tower::ServiceExt;

use crate::world::{ENTERPRISE, World};

async fn kept(world: &World, path: &str, token: Option<&str>) -> (String, String) {
    let request = Request::builder().uri(path);
    let request = match token {
        Some(token) => request.header(header::COOKIE, format!("zher={token}")),
        None => request,
    };
    let response = world.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let said = |name| {
        let values = response.headers().get_all(name).iter().map(|value| value.to_str().unwrap());
        values.collect::<Vec<_>>().join(", ")
    };
    (said(header::CACHE_CONTROL), said(header::VARY))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_everybody_sees_alike_may_be_kept_and_what_is_somebodys_own_never() {
    let world = World::new();
    let officer = world.person(ENTERPRISE, Role::Reception).await;
    for path in ["/kk/", "/ru/services/1", "/en/law/1", "/kk/price", "/ru/term", "/kk/services/1/forms/5"] {
        let (anybody, vary) = kept(&world, path, None).await;
        assert_eq!(anybody, "public, max-age=300", "{path}");
        assert!(vary.contains("cookie"), "{path}: {vary}");
        assert_eq!(kept(&world, path, Some(&officer)).await.0, "no-store", "{path} of somebody signed in");
    }
    for path in
        ["/kk/offices", "/kk/track", "/kk/sign-in", "/kk/inbox", "/kk/services/99", "/kk/nothing", "/"]
    {
        assert_eq!(kept(&world, path, None).await.0, "no-store", "{path}");
    }
    assert_eq!(kept(&world, "/kk/inbox", Some(&officer)).await.0, "no-store");
}
