"""The four roles of the desk: Ansehen sees, Redaktion takes in and corrects, Chefredaktion also locks and undoes what
others decided, Technik sees everything and runs failed jobs again. Roles that exist keep what was added by hand."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

SEE = (
    "view_agreement", "view_agreementplace", "view_alias", "view_article", "view_articleversion", "view_decision",
    "view_difference", "view_entity", "view_fingerprint", "view_fingerprintkey", "view_highlight", "view_mention",
    "view_original", "view_sentence", "view_source", "view_story", "view_timeexpression", "view_timelineentry",
    "view_timelineevidence",
)  # fmt: skip
EDIT = (
    "add_article", "change_article", "add_source", "change_source", "add_entity", "change_entity", "add_alias",
    "change_alias", "delete_alias", "change_story", "add_decision", "change_decision", "add_uploadbatch",
    "change_uploadbatch", "view_uploadbatch",
)  # fmt: skip
LEAD = ("lock_story", "undo_any_decision", "delete_uploadbatch", "delete_uploadfile", "delete_uploaditem")
JOBS = ("view_procrastinatejob", "change_procrastinatejob", "view_procrastinateevent", "view_procrastinateworker")
ROLES = {
    "Ansehen": SEE,
    "Redaktion": SEE + EDIT,
    "Chefredaktion": SEE + EDIT + LEAD,
    "Technik": SEE + JOBS + ("view_uploadbatch",),
}


def create_roles(apps, schema_editor):
    # Permissions are made after all migrations; the roles need them now.
    config = apps.get_app_config("stories")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    create_permissions(installed.get_app_config("procrastinate"), verbosity=0)  # its tables are not Django's to manage
    permission = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label__in=("stories", "procrastinate")
    )
    for name, codenames in ROLES.items():
        role, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        role.permissions.add(*permission.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0005_uploads_and_desk_rights"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
