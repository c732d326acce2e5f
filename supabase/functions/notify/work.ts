/** Empties the outbox, channel beside channel, until nothing is left or the time is over. */
import { pausing, type Channel, type Outcome, type Taken } from './channel.ts';
import type { Outbox } from './store.ts';

/** Milliseconds for which a provider is waited for; less than the lease. */
export const PATIENCE = 15_000;
/** Milliseconds after which a run takes nothing more; the next one goes on. */
export const BUDGET = 25_000;
/** How often the database is told what came of messages that have gone out already. */
const TELLINGS = 4;

export type Clock = { now(): number; wait(ms: number): Promise<void> };
const clock: Clock = {
	now: () => performance.now(),
	wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms))
};

export type Run = { sent: number; failed: number };

/** Answers how many went out and how many did not. @throws Refusal when the outbox does not answer */
export async function work(
	outbox: Outbox,
	channels: readonly Channel[],
	{ budget = BUDGET, patience = PATIENCE, time = clock } = {}
): Promise<Run> {
	const until = time.now() + budget;
	await outbox.prepare(channels);
	const runs = await Promise.all(
		channels.map((channel) => drain(outbox, channel, { until, patience, time }))
	);
	return {
		sent: runs.reduce((sum, { sent }) => sum + sent, 0),
		failed: runs.reduce((sum, { failed }) => sum + failed, 0)
	};
}

async function drain(
	outbox: Outbox,
	channel: Channel,
	{ until, patience, time }: { until: number; patience: number; time: Clock }
): Promise<Run> {
	const run = { sent: 0, failed: 0 };
	while (time.now() < until) {
		const { messages, more } = await outbox.take(channel);
		const results = await Promise.all(
			messages.map(async (message) => ({ message, outcome: await one(channel, message, patience) }))
		);
		if (results.length > 0) await tell(outbox, results, time);
		const sent = results.filter(({ outcome }) => outcome.outcome === 'sent').length;
		run.sent += sent;
		run.failed += results.length - sent;
		if (!more || results.some(({ outcome }) => 'code' in outcome && pausing.has(outcome.code)))
			break;
	}
	return run;
}

async function one(channel: Channel, message: Taken, patience: number): Promise<Outcome> {
	try {
		return await channel.send(message, message.id, AbortSignal.timeout(patience));
	} catch {
		// A fault of ours. Whether it went out is as open as after a lost answer.
		return channel.asksTwice
			? { outcome: 'retry', code: 'failed' }
			: { outcome: 'unsure', code: 'failed' };
	}
}

/** What has gone out is told again and again for a while: untold, an e-mail that arrived would stay unsure. */
async function tell(
	outbox: Outbox,
	results: Parameters<Outbox['finish']>[0],
	time: Clock
): Promise<void> {
	for (let n = 1; ; n++) {
		try {
			await outbox.finish(results);
			return;
		} catch (error) {
			if (n === TELLINGS) throw error;
			await time.wait(200 * 3 ** n);
		}
	}
}
