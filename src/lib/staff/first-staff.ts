/** What officers' pages ask first, as it goes over the line: their first line asks it (docs/decisions/0076). */
import { doors } from '#contracts/staff.ts';
import { doors as duty } from '#contracts/staff-duty.ts';
import { questionOf } from '#lib/platform/call.ts';

/** Who is signed in: every page. */
export const meQuestion = () => questionOf(doors, 'staff_me', {});

/** Who is on duty: above the list. */
export const dutyQuestion = () => questionOf(duty, 'staff_duty_now', {});

/** The unit's desk list: above the list, for those who take tips. */
export const deskQuestion = () => questionOf(doors, 'staff_desk', {});
