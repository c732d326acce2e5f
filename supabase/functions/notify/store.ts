/** The one place of this function that holds the client with full access: the three doors of the outbox. */
import type { Call } from '../_shared/edge/index.ts';
import type { Channel, Outcome, Taken } from './channel.ts';

/** Seconds for which a message is this worker's; longer than the provider is waited for, and the database after it. */
export const LEASE = 30;

export function outboxOf(call: Call) {
	return {
		prepare: (channels: readonly Channel[]) =>
			call<null>('notify_prepare', { channels: channels.map(({ name }) => name) }),
		take: ({ name, width, asksTwice }: Channel) =>
			call<{ messages: Taken[]; more: boolean }>('notify_take', {
				...{ channel: name, size: width, asked_twice: asksTwice, lease: LEASE }
			}),
		finish: (results: { message: Taken; outcome: Outcome }[]) =>
			call<number>('notify_finish', {
				results: results.map(({ message: { id, claim }, outcome }) => ({
					id,
					claim,
					outcome: outcome.outcome,
					code: outcome.outcome === 'sent' ? 'sent' : outcome.code,
					provider_id: outcome.outcome === 'sent' ? (outcome.provider_id ?? null) : null,
					retry_after: outcome.outcome === 'retry' ? (outcome.after ?? null) : null
				}))
			})
	};
}
export type Outbox = ReturnType<typeof outboxOf>;
