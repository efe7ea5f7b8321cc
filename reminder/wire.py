"""The gateway, as the dispatcher sees it."""

from reminder.bot.gateway import Gateway, Unanswered
from reminder.bot.limits import Priority
from reminder.care.outcomes import NotBegun, Outcome
from reminder.delivery.dispatcher import BeforeWire
from reminder.delivery.parcels import Parcel


class Wire:
    """Sends parcels through a gateway."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def send(
        self, parcel: Parcel, message_id_to_edit: int | None, before: BeforeWire
    ) -> Outcome | NotBegun:
        """Send a parcel; answers to people go before reminders."""
        return await self._gateway.send(
            parcel.outgoing,
            parcel.chat_id,
            message_id_to_edit=message_id_to_edit,
            before=before,
            priority=Priority.ANSWER if parcel.is_answer else Priority.REMINDER,
        )

    async def is_well(self) -> bool:
        """Whether Telegram answers at all."""
        return not isinstance(await self._gateway.me(), Unanswered)
