import { send } from '#lib/platform/send.ts';

/** What the door says, unread: to be held against what a build knew. Whoever shows it asks with its contract (booking.ts). */
export const daysUnread = async (): Promise<unknown> =>
	(await send({ url: '/rest/v1/rpc/booking_days', body: '{}', timeout: 15_000 })).json();
