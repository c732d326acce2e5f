/** The client of Supabase Realtime, late and only where a door named topics (docs/decisions/0014 and 0028). */
import { RealtimeClient, type RealtimeChannel } from '@supabase/realtime-js';
import { config } from './config.ts';
import { officerToken } from './token.ts';

export type Heard = {
	/** The database sent something to a topic. */
	message: (event: string, payload: unknown) => void;
	/** Who is in a topic: what each says of their pages, under their own key. */
	present: (topic: string, state: Record<string, readonly unknown[]>) => void;
	/** Whether every topic is joined: until then, and after a loss, others must bring the news. */
	joined: (all: boolean) => void;
};

export type Wire = {
	/** Joins these private topics and leaves the rest. */
	join(topics: readonly string[]): void;
	/** Says in one topic what this page shows, and nothing in the others. */
	say(topic: string | null, words: Record<string, unknown>): void;
	close(): void;
};

/** One socket for this page. @param key whose presence it is: the officer's id */
export async function openWire(key: string, heard: Heard): Promise<Wire> {
	const { publishableKey: apikey } = await config();
	const client = new RealtimeClient(`${location.origin.replace(/^http/, 'ws')}/realtime/v1`, {
		params: { apikey },
		// Asked for at each join and each heartbeat, so that a refreshed token goes along.
		accessToken: officerToken
	});
	// Before the first join, which would else go out without it, and be refused.
	await client.setAuth();
	const channels = new Map<string, RealtimeChannel>();
	const joined = new Set<string>();
	let said: { topic: string | null; words: Record<string, unknown> } = { topic: null, words: {} };

	const count = () => heard.joined(channels.size > 0 && joined.size === channels.size);

	function add(topic: string) {
		const channel = client.channel(topic, {
			config: { private: true, broadcast: { self: false }, presence: { key, enabled: true } }
		});
		channels.set(topic, channel);
		channel
			.on('broadcast', { event: '*' }, ({ event, payload }) => heard.message(event, payload))
			.on('presence', { event: 'sync' }, () => heard.present(topic, channel.presenceState()))
			.subscribe((state) => {
				if (state === 'SUBSCRIBED') joined.add(topic);
				else joined.delete(topic);
				if (state === 'SUBSCRIBED' && said.topic === topic) void channel.track(said.words);
				count();
			});
	}

	return {
		join(topics) {
			for (const [topic, channel] of channels) {
				if (topics.includes(topic)) continue;
				channels.delete(topic);
				joined.delete(topic);
				void client.removeChannel(channel);
			}
			for (const topic of topics) if (!channels.has(topic)) add(topic);
			count();
		},
		say(topic, words) {
			const before = said.topic;
			said = { topic, words };
			if (before !== null && before !== topic) void channels.get(before)?.untrack();
			if (topic !== null && joined.has(topic)) void channels.get(topic)?.track(words);
		},
		close() {
			channels.clear();
			void client.removeAllChannels();
			void client.disconnect();
		}
	};
}
