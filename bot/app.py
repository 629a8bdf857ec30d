"""Compose everything into the web application; nothing else knows all parts."""

import atexit
import logging
import os
from collections.abc import Callable
from contextlib import ExitStack

from flask import Flask
from flask_limiter import Limiter

from .core.understanding import Understanding
from .line.client import LineClient
from .line.render import render
from .line.sender import THREADS, Sender
from .line.webhook import webhook_blueprint
from .services.accounts import Accounts, Door, Factors, PasswordLinks, Passwords
from .services.conversation import Conversation
from .services.freshness import Freshness
from .services.knowledge.release import Releases
from .services.links import NEW, RECORD, Links
from .services.process import stay_on_one_core
from .services.proposals import Proposals, Subject
from .services.publishing import Publishing
from .services.referrals import Referrals
from .services.reports import Reports
from .services.showing import Showing
from .settings import Settings
from .store import published, record_checks
from .store.store import Store
from .web.chat import chat_blueprint
from .web.embed import embed_blueprint
from .web.errors import register_errors
from .web.guide import GuideServices, guide_blueprint
from .web.health import health_blueprint
from .web.limits import build_limiter
from .web.outside import OutsideServices, outside_blueprint
from .web.policy import assets_blueprint, policy_blueprint
from .web.referrals import ReferralServices, referrals_blueprint
from .web.review import ReviewServices, review_blueprint
from .web.security import protect_forms, secure
from .web.staff import StaffServices, staff_blueprint


def create_app(settings: Settings | None = None) -> Flask:
    """The application with its senders running. Without `settings` the environment is read.

    `app.extensions["closing"]` ends its threads and closes its files; so does the process's end.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = settings or Settings.load(os.environ)
    if settings.line:
        stay_on_one_core()
    closing = ExitStack()
    atexit.register(closing.close)
    store = open_store(settings)
    closing.callback(store.close)
    releases = open_releases(settings, store)
    closing.callback(releases.close)
    conversation = Conversation(
        releases, store, render, Understanding, f"{settings.public_url}/policy"
    )
    conversation.ready()  # what stands in the way of answering stops the start, not a parent
    app = Flask(__name__, static_folder=None)
    app.extensions["closing"] = closing
    app.secret_key = settings.secret_key
    secure(app, settings.public_url, settings.trusted_proxies)
    register_errors(app, releases.current)
    limiter = build_limiter(app)
    _open_chat(app, settings, store, releases, conversation, limiter)
    _open_guide(app, settings, store, releases, conversation, limiter)
    links = Links(store, settings.secret_key)
    _open_outside(app, store, releases, conversation, limiter, links)
    _open_line(app, settings, store, conversation)
    _open_staff(app, settings, store, releases, limiter)
    # The chat and the cards check where a message comes from and know no session, the webhook
    # checks LINE's signature.
    protect_forms(app, settings.public_url, exempt=("chat", "line", "referrals"))
    conversation.watch()
    store.purge_regularly()
    return app


def open_store(settings: Settings) -> Store:
    """The database of `settings`."""
    return Store(settings.database_url, settings.user_hash_key)


def open_releases(settings: Settings, store: Store) -> Releases:
    """The releases of the knowledge of `settings`, those that staff approved in `store` first."""
    return Releases(
        settings.database_url.parent / "releases",
        settings.bot_knowledge,
        approved=lambda: store.database.read(published.ids),
        checks=lambda: store.database.read(record_checks.every),
    )


def open_accounts(store: Store, releases: Releases) -> Accounts:
    """The accounts of staff; they name departments of the release of the moment."""
    return Accounts(store, Passwords(), lambda: releases.current().departments)


def _open_chat(
    app: Flask,
    settings: Settings,
    store: Store,
    releases: Releases,
    conversation: Conversation,
    limiter: Limiter,
) -> None:
    """Register the chat in the browser and what stands around it."""
    hash_user: Callable[[str], str] = store.pseudonyms.of
    app.register_blueprint(
        chat_blueprint(conversation, releases.current, hash_user, limiter, settings.public_url)
    )
    app.register_blueprint(embed_blueprint(releases.current, settings.embed_origins))
    app.register_blueprint(policy_blueprint(releases.current))
    app.register_blueprint(assets_blueprint())
    app.register_blueprint(health_blueprint(conversation.ready))


def _open_guide(
    app: Flask,
    settings: Settings,
    store: Store,
    releases: Releases,
    conversation: Conversation,
    limiter: Limiter,
) -> None:
    """Register the public directory and the cards that are handed to families."""
    guide = GuideServices(
        catalog=releases.current,
        knowledge=conversation.knowledge,
        store=store,
        limiter=limiter,
        public_url=settings.public_url,
        secret=settings.secret_key,
    )
    app.register_blueprint(guide_blueprint(guide))
    cards = ReferralServices(
        referrals=Referrals(store, releases.current),
        catalog=releases.current,
        searches=guide.searches,
        limiter=limiter,
        public_url=settings.public_url,
        basic_id=settings.line_basic_id,
    )
    app.register_blueprint(referrals_blueprint(cards))


def _open_line(app: Flask, settings: Settings, store: Store, conversation: Conversation) -> None:
    """Register the webhook; send only where a channel is connected."""
    client = LineClient(settings.line_api_base, settings.line_channel_access_token, THREADS)
    sender = Sender(store.inbox, conversation, client)
    secret = settings.line_channel_secret if settings.line else ""
    app.register_blueprint(webhook_blueprint(store.inbox, sender, secret))
    if settings.line:
        sender.start()
        app.extensions["closing"].callback(sender.stop)


def _open_outside(
    app: Flask,
    store: Store,
    releases: Releases,
    conversation: Conversation,
    limiter: Limiter,
    links: Links,
) -> None:
    """Register what people outside say of the knowledge."""
    publishing = Publishing(store, releases)

    def subject(token: str) -> Subject | None:
        link = links.read(token, RECORD, NEW)
        return Subject(link.table, link.key, link.department) if link else None

    proposals = Proposals(publishing, releases.current)
    services = OutsideServices(
        catalog=releases.current,
        rows=publishing.rows,
        reports=Reports(store, conversation.knowledge),
        proposals=proposals,
        subject=subject,
        limiter=limiter,
    )
    app.register_blueprint(outside_blueprint(services))
    reviewing = ReviewServices(
        catalog=releases.current,
        rows=publishing.rows,
        freshness=Freshness(store, publishing),
        proposals=proposals,
        links=links,
        limiter=limiter,
    )
    app.register_blueprint(review_blueprint(reviewing))


def _open_staff(
    app: Flask, settings: Settings, store: Store, releases: Releases, limiter: Limiter
) -> None:
    """Register the staff side."""
    services = StaffServices(
        accounts=open_accounts(store, releases),
        door=Door(store, Passwords()),
        factors=Factors(store),
        links=PasswordLinks(settings.secret_key),
        publishing=Publishing(store, releases),
        releases=releases,
        showing=Showing(render),
        catalog=releases.current,
        store=store,
        limiter=limiter,
        public_url=settings.public_url,
        secret_key=settings.secret_key,
    )
    app.register_blueprint(staff_blueprint(services))
