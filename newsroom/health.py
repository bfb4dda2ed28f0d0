"""GET /healthz: 200 when the database and the queue answer, 503 with the reason when they do not."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.database.server import ServerError

WAITING_JOBS = "select count(*) from procrastinate_jobs where status = 'todo'"


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute(WAITING_JOBS)
            waiting = cursor.fetchone()[0]
    except (DatabaseError, ServerError) as error:
        return JsonResponse({"status": "down", "reason": str(error).split("\n")[0]}, status=503)
    return JsonResponse({"status": "ok", "waiting_jobs": waiting})
