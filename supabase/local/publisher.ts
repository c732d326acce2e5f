/**
 * Keeps the built pages true: when what the public doors say of the units has changed, the site is
 * built anew and swapped in. Days fill up all the time and pages ask for them anyway, so they alone
 * are a reason only once in a while.
 */
import { createHash } from 'node:crypto';
import { connect } from './bootstrap.ts';
import { sentence } from './stop.ts';
import type { Log } from './log.ts';
import { currentSite, publish, sourceHash, type Made } from './site.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';

const second = 1000;
const hour = 3600 * second;

/** A hash of facts without the moment at which they were asked. */
export function factsHash(facts: object): string {
	const text = JSON.stringify(facts, (key, value: unknown) =>
		key === 'as_of' ? undefined : value
	);
	return createHash('sha256').update(text).digest('hex');
}

/** What a site made now would be made of; writes the facts where a build reads them. */
export async function gather(url: string): Promise<Made> {
	const { units, days } = await writeSnapshot(url);
	return { sources: sourceHash(), units: factsHash(units), days: factsHash(days) };
}

type Options = { home: string; url: string; log: Log; every?: number };

/** Starts watching; the returned function ends it after the build that is going on. */
export function startPublisher({
	home,
	url,
	log,
	every = 20 * second
}: Options): () => Promise<void> {
	const sql = connect(url);
	let since = currentSite(home) ? Date.now() : 0;
	let going: Promise<void> | undefined;
	const look = async () => {
		try {
			const now = await readSnapshot(sql);
			const shown = currentSite(home);
			const edited = factsHash(now.units) !== shown?.units;
			const filled = factsHash(now.days) !== shown?.days && Date.now() - since > hour;
			if (!edited && !filled) return;
			since = Date.now();
			await publish(home, await gather(url));
		} catch (error) {
			log(`publisher: ${sentence(error)}`);
		}
	};
	const tick = () => {
		going ??= look().finally(() => (going = undefined));
	};
	tick();
	const timer = setInterval(tick, every);
	return async () => {
		clearInterval(timer);
		await going;
		await sql.end();
	};
}
