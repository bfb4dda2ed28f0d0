"""The role Redaktion: takes in and corrects articles, names and stories; sees everything derived."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITOR_RIGHTS = {
    "article": ("add", "change"),
    "source": ("add", "change"),
    "entity": ("add", "change"),
    "alias": ("add", "change", "delete"),
    "story": ("change",),
    "decision": ("add", "change"),
}
READ_ONLY = (
    "original",
    "articleversion",
    "sentence",
    "timeexpression",
    "mention",
    "timelineentry",
    "timelineevidence",
    "highlight",
    "agreement",
    "difference",
    "fingerprint",
)


def create_roles(apps, schema_editor):
    # Permissions are made after all migrations; a role needs them now.
    config = apps.get_app_config("stories")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="stories")
    wanted = [f"view_{model}" for model in (*EDITOR_RIGHTS, *READ_ONLY)]
    wanted += [f"{right}_{model}" for model, rights in EDITOR_RIGHTS.items() for right in rights]
    role, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Redaktion")
    role.permissions.set(permission.filter(codename__in=wanted))


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0001_first_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
