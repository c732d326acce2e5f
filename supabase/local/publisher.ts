/**
 * Keeps the built pages true: when what the public doors say of the units has changed, the site is
 * built anew and swapped in. Days fill up all the time and pages ask for them anyway, so they alone
 * are a reason only once in a while.
 */
import { createHash } from 'node:crypto';
import { builtFloors } from '../../src/lib/unit/built-floors.ts';
import { connect } from './bootstrap.ts';
import type { Believed, Trust } from './floors.ts';
import { bare, toStderr, type Log } from './log.ts';
import { currentSite, publish, type Made } from './site.ts';
import { readSnapshot, writeSnapshot, type Facts } from './snapshot.ts';
import { sourceHash } from './sources.ts';
import { inTurn } from './turn.ts';

const second = 1000;
const hour = 3600 * second;

/** A hash of facts without the moment at which they were asked. */
export function factsHash(facts: object): string {
	const text = JSON.stringify(facts, (key, value: unknown) =>
		key === 'as_of' ? undefined : value
	);
	return createHash('sha256').update(text).digest('hex');
}

/** Whom the site at `home` believes; what the environment says of a unit's keys stands above it, as it does in a build. */
export function believed(home: string): Believed {
	const { floors, oversight } = currentSite(home) ?? {};
	const told = builtFloors(process.env.PUBLIC_UNIT_KEYS, '');
	return { floors: { ...floors, ...told }, oversight };
}

/** What a site made now would be made of; writes the facts where a build reads them. */
export async function gather(
	url: string,
	home: string,
	{ say = toStderr, ...accepted }: Omit<Trust, 'known'> = {}
): Promise<Made> {
	const { floors, oversight, ...facts } = await writeSnapshot(url, {
		...accepted,
		say,
		known: believed(home)
	});
	const hashes = { units: editsHash(facts), days: hourlyHash(facts) };
	return { sources: sourceHash(), ...hashes, floors, oversight };
}

/**
 * What a build is due for at once: an edit of a unit, a day that is postponed or reopened, a month of a ledger that is closed or
 * published, a donor who does not wish to be named any more, a post that is published, corrected or taken back (no draft is among
 * the facts), what is written of a campaign, a report.
 */
export const editsHash = ({ units, days, ledgers, news, results }: Facts): string =>
	factsHash({
		...units,
		...{ postponed: (days as { postponed?: unknown }).postponed, ledgers, results },
		posts: news.rows,
		// Its posts are among the rows.
		campaigns: news.campaigns.map(({ figures: _, until: __, posts: ___, ...written }) => written)
	});

/** What a build is due for once an hour: days that filled up, and what campaigns count. */
export const hourlyHash = ({ days, news }: Facts): string =>
	factsHash({
		days,
		figures: news.campaigns.map(({ slug, figures, until }) => ({ slug, figures, until }))
	});

/** The last build that was tried: of which facts of the units, and when. */
export type Tried = { units: string; at: number };

/**
 * Whether to build now: at once for an edit, once in an hour for days that filled up. A build that
 * failed is tried again with the next edit, or after an hour.
 */
export function isDue(
	now: Pick<Made, 'units' | 'days'>,
	shown: Made | undefined,
	tried: Tried,
	moment = Date.now()
): boolean {
	const again = moment - tried.at > hour;
	if (now.units !== shown?.units) return again || now.units !== tried.units;
	return now.days !== shown.days && again;
}

type Options = {
	home: string;
	url: string;
	log: Log;
	every?: number;
	/** Builds from what the doors say now and swaps it in. */
	rebuild?: (signal: AbortSignal) => Promise<void>;
};

/** Starts watching; the returned function ends it, and the build that is going on. */
export function startPublisher({
	home,
	url,
	log,
	every = 20 * second,
	rebuild = (signal) =>
		inTurn(async () => publish(home, await gather(url, home, { say: log }), { signal }), { signal })
}: Options): () => Promise<void> {
	const leaving = new AbortController();
	let tried: Tried = { units: '', at: Date.now() };
	let going: Promise<void> | undefined;
	const look = async () => {
		// One of its own: the last one may have been lost with its server.
		const sql = connect(url);
		try {
			const facts = await readSnapshot(sql);
			const now = { units: editsHash(facts), days: hourlyHash(facts) };
			if (!isDue(now, currentSite(home), tried)) return;
			tried = { units: now.units, at: Date.now() };
			await rebuild(leaving.signal);
		} catch (error) {
			if (!leaving.signal.aborted) log(`publisher: ${bare(error)}`);
		} finally {
			await sql.end({ timeout: 1 });
		}
	};
	const tick = () => {
		going ??= look().finally(() => (going = undefined));
	};
	tick();
	const timer = setInterval(tick, every);
	return async () => {
		clearInterval(timer);
		leaving.abort();
		await going;
	};
}
