"""What becomes of a reservation: it is fetched, at once or in two turns, or it falls away."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from reuse.db import db, transaction
from reuse.demo.diary import later
from reuse.demo.stage import Stage, day_of
from reuse.people.rules import Actor
from reuse.quantities import Measure
from reuse.reservations import actions
from reuse.reservations.models import Reservation
from reuse.savings.rules import Counterfactual

CANCELLED: Final = 6  # of a hundred
REFUSED: Final = 9  # of a hundred, with those before
FORGOTTEN: Final = 15
IN_TWO_TURNS: Final = 12
OTHERWISE: Final = (
    (Counterfactual.BOUGHT, 60),
    (Counterfactual.UNSURE, 25),
    (Counterfactual.WAITED, 15),
)
REASONS: Final = (
    "Vi får alligevel selv brug for dem i den nye klasse.",
    "Der er kommet vand i kælderen, så de kan ikke gives videre.",
    "De er desværre talt forkert op. Vi beklager.",
)


def decide(stage: Stage, reservation_id: int, *, giver: str, receiver: str, at: datetime) -> None:
    """Throw the dice for how a reservation ends, and write it into the diary."""
    reservation, dice = db.session.get_one(Reservation, reservation_id), stage.dice
    throw = dice.random() * 100
    if throw < CANCELLED:
        end, moment = partial(_cancel, stage, reservation_id, receiver), later(at, dice.uniform(0.5, 5), dice)
    elif throw < REFUSED:
        end, moment = partial(_refuse, stage, reservation_id, giver), later(at, dice.uniform(0.5, 4), dice)
    elif throw < FORGOTTEN:
        end, moment = partial(_expire, reservation_id), reservation.hold_until + timedelta(minutes=10)
    else:
        wait = max(0, (reservation.listing.from_on - day_of(at)).days)
        actor = stage.cast.keeper(giver) if stage.chance(60) else stage.cast.asker(receiver)
        end = partial(fetch, stage, reservation_id, actor)
        moment = later(at, wait + dice.uniform(0.2, 10.5), dice)
    stage.diary.add(moment, end)


def _cancel(stage: Stage, reservation_id: int, receiver: str, at: datetime) -> None:
    with transaction():
        reservation = db.session.get_one(Reservation, reservation_id)
        actions.cancel(reservation, by=stage.cast.asker(receiver), now=at)


def _refuse(stage: Stage, reservation_id: int, giver: str, at: datetime) -> None:
    reason, keeper = stage.dice.choice(REASONS), stage.cast.keeper(giver)
    with transaction():
        reservation = db.session.get_one(Reservation, reservation_id)
        actions.refuse(reservation, reason=reason, by=keeper, now=at)


def _expire(reservation_id: int, at: datetime) -> None:
    with transaction():
        actions.expire(db.session.get_one(Reservation, reservation_id), now=at)


def fetch(stage: Stage, reservation_id: int, actor: Actor, at: datetime) -> None:
    """Hand over what is left of it; a big lot sometimes takes two turns."""
    otherwise = stage.dice.choices([key for key, _ in OTHERWISE], [weight for _, weight in OTHERWISE])[0]
    with transaction():
        reservation = db.session.get_one(Reservation, reservation_id)
        steps, one = reservation.remaining, Measure(reservation.item.measure).steps
        first_turn = reservation.handed_over == 0 and steps >= 6 * one and stage.chance(IN_TWO_TURNS)
        if first_turn:
            steps = steps // one * 2 // 3 * one
        actions.hand_over(reservation, by=actor, steps=steps, now=at, today=day_of(at), counterfactual=otherwise)
    if first_turn:
        again = later(at, stage.dice.uniform(0.6, 2), stage.dice)
        stage.diary.add(again, partial(fetch, stage, reservation_id, actor))
