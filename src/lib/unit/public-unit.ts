import { send } from '#lib/platform/send.ts';

/** What the door says, unread: to be held against what a build knew. Whoever shows it asks with its contract (unit.ts). */
export const unitsUnread = async (): Promise<unknown> =>
	(await send({ url: '/rest/v1/rpc/unit_public', body: '{}', timeout: 15_000 })).json();
