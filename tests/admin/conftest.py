"""People of the desk, and a browser for each."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

Desk = Callable[..., Client]


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Hashing that takes its time is right for people and wrong for a hundred tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def roles(db: None) -> None:
    """The roles as the migration makes them; a test that emptied the database before this one took them along."""
    if Group.objects.exists():
        return
    migration = importlib.import_module("stories.migrations.0006_desk_roles")
    for name, codenames in migration.ROLES.items():
        role = Group.objects.create(name=name)
        role.permissions.set(Permission.objects.filter(codename__in=codenames))


@pytest.fixture
def desk(roles: None) -> Desk:
    """A client logged in as somebody of that role; "" is a person of the staff without any role."""

    def desk(role: str = "Redaktion", name: str = "") -> Client:
        user = User.objects.create_user(name or f"person-{role}", password="ein langes Kennwort", is_staff=True)
        if role:
            user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return client

    return desk


@pytest.fixture
def editor(desk: Desk) -> Client:
    return desk("Redaktion")
