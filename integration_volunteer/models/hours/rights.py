from odoo.exceptions import AccessError

COORDINATOR = "integration_volunteer.group_volunteer_coordinator"
SETTLEMENT = "integration_volunteer.group_volunteer_settlement"


def check_group(records, *groups):
    """Check the right to a button that works in superuser mode.

    :param records: records that the user must be able to read
    :param groups: XML ids; one of them is needed
    :raise AccessError: names no record
    """
    user = records.env.user
    if not (records.env.su or any(user.has_group(group) for group in groups)):
        raise AccessError(records.env._("You may not take this step."))
    records.check_access("read")


def is_own(records, volunteer):
    """:return: whether the user is the volunteer herself"""
    return volunteer.partner_id == records.env.user.partner_id
