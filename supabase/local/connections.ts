/**
 * The connections of the API, which are lost together and opened anew together. The driver goes on writing into a connection
 * whose server is gone, and a caller whose connection was refused stays in its queue and swallows a later one: after an outage
 * such a pool answers nobody any more. So the first connection that ends unasked ends its pool, and another takes its place.
 */
import { connect as open, type Socket } from 'node:net';
import postgres, { type ReservedSql, type Sql } from 'postgres';
import { takeWords } from './log.ts';

export type Connections = {
	/** One of them, for whoever gives it back; throws while the database is away. */
	reserve(): Promise<ReservedSql>;
	away(): boolean;
	/** Called in the midst of the request that a statement failed for, with what PostgreSQL says of it. */
	onFailure(listener: (sqlstate: string) => void): void;
	/** Called when they are lost, and when there are others. */
	on(event: 'loss' | 'return', listener: () => void): void;
	/** Ends them when what is under way has ended, or after `patience` milliseconds. */
	end(patience: number): Promise<void>;
};

type Target = { host: string[]; port: number[] };
type Pool = { sql: Sql; lost(): boolean; lose(): void; end(): void };

/** What the driver and PostgreSQL say of a connection that is no more; one of either is enough to know. */
const gone = /^(CONNECTION_\w+|CONNECT_TIMEOUT|ECONN\w+|EPIPE|ETIMEDOUT|57P0\d|53300|08\w{3})$/;
const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code);
const isGone = (error: unknown) => gone.test(codeOf(error));
const refusal = () =>
	Object.assign(new Error('the connection is lost'), { code: 'CONNECTION_LOST' });
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

/** A pool whose connections we open ourselves, so that we see each of them end. */
function openPool(options: Sql['options'], onLoss: () => void): Pool {
	const sockets = new Set<Socket>();
	let isLost = false;
	let ended = false;
	const lose = () => {
		if (isLost || ended) return;
		isLost = true;
		onLoss();
	};
	let tried = 0;
	const socket = ({ host, port }: Target): Socket => {
		if (isLost || ended) throw refusal();
		const turn = tried++ % host.length;
		const made = open({ host: host[turn]!, port: port[turn]! });
		// By its name a server shows whose certificate it has.
		Object.assign(made, { host: host[turn], port: port[turn] });
		let asked = false;
		const end = made.end.bind(made) as (...words: unknown[]) => Socket;
		made.end = ((...words: unknown[]) => {
			// The driver takes its leave with a word; Node ends it without one when the server did.
			asked ||= words.length > 0;
			return end(...words);
		}) as Socket['end'];
		sockets.add(made);
		made.once('close', () => {
			sockets.delete(made);
			if (!asked) lose();
		});
		return made;
	};
	// Options that were read once are taken as they are, with this state of its own.
	const own = { ...options, socket, shared: { retries: 0, typeArrayMap: {} } };
	return {
		sql: postgres(own as unknown as postgres.Options<Record<string, never>>) as unknown as Sql,
		lost: () => isLost,
		lose,
		end() {
			ended = true;
			for (const one of sockets) one.destroy();
		}
	};
}

/** Refuses what is asked of a connection of a lost pool, before the driver writes it. */
function guarded(reserved: ReservedSql, pool: Pool, hear: (sqlstate: string) => void): ReservedSql {
	const { release } = reserved;
	const run = reserved.unsafe.bind(reserved);
	reserved.unsafe = ((...words: Parameters<typeof run>) => {
		if (pool.lost()) return Promise.reject(refusal());
		const query = run(...words);
		// Before the caller hears of it and asks for a rollback.
		query.catch((error: unknown) => {
			takeWords(error);
			if (isGone(error)) pool.lose();
			hear(codeOf(error));
		});
		return query;
	}) as typeof run;
	reserved.release = () => {
		if (!pool.lost()) release();
	};
	return reserved;
}

/** Connections by the options of a driver that opens none itself. */
export function openConnections({ options }: Sql): Connections {
	const listeners: { event: 'loss' | 'return'; listener: () => void }[] = [];
	const tell = (told: string) =>
		listeners.forEach(({ event, listener }) => event === told && listener());
	let hear = (_: string) => {};
	let ended = false;
	let pool = openPool(options, lost);
	function lost() {
		tell('loss');
		void comeBack();
	}
	async function comeBack() {
		// What is left in its queue is refused.
		void pool.sql.end({ timeout: 0 });
		pool.end();
		while (!ended) {
			const next = openPool(options, () => {
				if (pool === next) lost();
			});
			try {
				await next.sql`select 1`;
			} catch {
				next.lose();
			}
			if (!next.lost()) {
				pool = next;
				return tell('return');
			}
			void next.sql.end({ timeout: 0 });
			next.end();
			await after(50);
		}
	}
	return {
		async reserve() {
			const mine = pool;
			if (mine.lost()) throw refusal();
			try {
				return guarded(await mine.sql.reserve(), mine, hear);
			} catch (error) {
				if (isGone(error)) mine.lose();
				throw error;
			}
		},
		away: () => pool.lost(),
		onFailure: (listener) => void (hear = listener),
		on: (event, listener) => void listeners.push({ event, listener }),
		async end(patience) {
			ended = true;
			await Promise.race([pool.sql.end(), after(patience)]);
			pool.end();
		}
	};
}
