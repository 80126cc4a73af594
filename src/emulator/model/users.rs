//! The account and its users.

use serde::Serialize;

use super::apply::body;
use super::catalog::User;
use super::time::of_schedule;
use super::{Account, ApiError, Context};

/// When every account of the emulator began: the first of January 2020.
const BEGAN: i64 = 1_577_836_800;

#[derive(Serialize)]
struct UserAnswer<'a> {
    id: i64,
    name: &'a str,
    email: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    account_owner: bool,
    administrator: bool,
    created_at: String,
    updated_at: String,
    phone: Option<()>,
    gravatar_url: &'static str,
    organization: Option<()>,
    roles: [(); 0],
}

impl<'a> UserAnswer<'a> {
    fn new(context: &Context, user: &'a User, is_owner: bool) -> Self {
        let (first_name, last_name) = user.name.split_once(' ').unwrap_or((user.name.as_str(), ""));
        let at = of_schedule(&context.quirks, BEGAN);
        Self {
            id: user.id,
            name: &user.name,
            email: &user.email,
            first_name,
            last_name,
            account_owner: is_owner,
            administrator: is_owner,
            created_at: at.clone(),
            updated_at: at,
            phone: None,
            gravatar_url: "https://www.gravatar.com/avatar/00000000000000000000000000000000",
            organization: None,
            roles: [],
        }
    }
}

impl Account {
    pub(super) fn list_users(&self, context: &Context) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct List<'a> {
            users: Vec<UserAnswer<'a>>,
        }
        let users = self.catalog.users.iter().enumerate();
        let users = users.map(|(index, user)| UserAnswer::new(context, user, index == 0));
        body(&List { users: users.collect() })
    }

    /// The user whose key it is: all keys are the owner's.
    pub(super) fn show_user(&self, context: &Context) -> Result<Vec<u8>, ApiError> {
        let owner = self.catalog.users.first().ok_or_else(ApiError::not_found)?;
        body(&UserAnswer::new(context, owner, true))
    }

    pub(super) fn show_account(&self, context: &Context) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct Shown {
            account: Fields,
        }
        #[derive(Serialize)]
        struct Fields {
            id: u64,
            plan: u64,
            storage_size: u64,
            guaranteed_cores: u64,
            maximum_cores: u64,
            presto_plan: u64,
            created_at: String,
        }
        let account = Fields {
            id: context.account.parse().unwrap_or(1),
            plan: 1,
            storage_size: 0,
            guaranteed_cores: 1,
            maximum_cores: 1,
            presto_plan: 1,
            created_at: of_schedule(&context.quirks, BEGAN),
        };
        body(&Shown { account })
    }
}
