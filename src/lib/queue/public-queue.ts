import { send } from '#lib/platform/send.ts';

/** What the door says of a unit, unread: to be held against what a build knew. Whoever shows it asks with its contract (figures-queue.ts). */
export const figuresUnread = async (unit: string): Promise<unknown> => {
	const body = JSON.stringify({ unit });
	return (await send({ url: '/rest/v1/rpc/queue_figures_public', body, timeout: 15_000 })).json();
};
