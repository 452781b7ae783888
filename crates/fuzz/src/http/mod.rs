//! The server itself: requests of any form to the API and the pages, through the router, over a real store.

mod answers;
mod request;
mod world;

use std::cell::RefCell;

use axum::http::Method;

use request::Asked;
use world::World;

thread_local! {
    /// The platform that the requests of this thread meet.
    static WORLD: RefCell<Option<World>> = const { RefCell::new(None) };
}

/// A request to the API.
pub(crate) fn api(bytes: &[u8]) {
    with_answer(bytes, "/api/v1", answers::api);
}

/// A request to a page.
pub(crate) fn pages(bytes: &[u8]) {
    with_answer(bytes, "", answers::page);
}

fn with_answer(bytes: &[u8], below: &str, check: fn(&Asked, &answers::Answer)) {
    let Some(asked) = request::read(bytes, below) else { return };
    // While it is taken out, a broken property leaves nothing behind for the next input.
    let world = WORLD.with_borrow_mut(Option::take).unwrap_or_else(World::new);
    let Some(answer) = world.answer(&asked) else {
        WORLD.with_borrow_mut(|kept| *kept = Some(world));
        return;
    };
    check(&asked, &answer);
    // Every input meets the same platform, so that what is found can be found again.
    let wrote = asked.method != Method::GET && (answer.status < 400 || answer.status == 401);
    if !wrote {
        WORLD.with_borrow_mut(|kept| *kept = Some(world));
    }
}
