/** A restored folder takes the place of the one that is there. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outdate } from '../site.ts';
import { erasureFile } from './erasure-log.ts';

const parts = ['db', 'uploads', 'secrets.json'];

/** Puts what was filled in the place of what is there; the pages are built anew by the next start, and believe whom they believed. */
export function swap(home: string, stage: string): void {
	const old = join(home, 'replaced');
	rmSync(old, { recursive: true, force: true });
	mkdirSync(old);
	for (const part of parts)
		if (existsSync(join(home, part))) renameSync(join(home, part), join(old, part));
	for (const part of parts)
		if (existsSync(join(stage, part))) renameSync(join(stage, part), join(home, part));
	const log = erasureFile(home);
	const fresh = join(stage, 'erasures.jsonl');
	writeFileSync(`${log}.new`, existsSync(fresh) ? readFileSync(fresh) : '', { mode: 0o600 });
	renameSync(`${log}.new`, log);
	outdate(home);
	for (const gone of [old, stage]) rmSync(gone, { recursive: true, force: true });
}
