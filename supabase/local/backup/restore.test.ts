import {
	globSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demandRecipient, makeKey } from './recipient.ts';
import { currentSite } from '../site.ts';
import { demandLater } from './restore.ts';
import { swap } from './swap.ts';

const folder = mkdtempSync(join(tmpdir(), 'gandan-swap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('whoever restored', () => {
	it('finds the restored folder in the place of the old one, the log beside it, and pages to be built that believe whom they believed', () => {
		const there = join(folder, 'swapped');
		const stage = join(there, 'restoring');
		const put = (path: string, text: string) => {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, text);
		};
		for (const [at, text] of [
			[there, 'old'],
			[stage, 'new']
		] as const)
			for (const name of ['db/PG_VERSION', 'uploads/a', 'secrets.json', 'erasures.jsonl'])
				put(join(at, name), text);
		put(join(there, 'db/old'), 'old');
		const floors = { '21439': { lead: 'aa', version: 2, head: 'bb' } };
		const oversight = { '21439': '21451' };
		const made = { sources: 'a', units: 'b', days: 'c', floors, oversight };
		put(join(there, 'sites/one/index.html'), 'old');
		put(join(there, 'sites/one.json'), JSON.stringify(made));
		symlinkSync(join(there, 'sites/one'), join(there, 'site'), 'junction');
		swap(there, stage);
		// Built anew because nothing is what it was made of; a list of keys that is older than the last one is not believed for it.
		expect(currentSite(there)).toEqual({ sources: '', units: '', days: '', floors, oversight });
		rmSync(join(there, 'sites'), { recursive: true });
		const left = globSync('**/*', { cwd: there, withFileTypes: true }).filter((entry) =>
			entry.isFile()
		);
		const texts = left.map(({ parentPath, name }) => [
			name,
			readFileSync(join(parentPath, name), 'utf8')
		]);
		expect(Object.fromEntries(texts)).toEqual({
			PG_VERSION: 'new',
			a: 'new',
			'secrets.json': 'new',
			'erasures.jsonl': 'new'
		});
	});
});

it('no key is written over, and no key of another kind locks a backup', async () => {
	const key = join(folder, 'key.txt');
	expect(demandRecipient(await makeKey(key))).toMatch(/^age1pq1/);
	expect(demandRecipient(`${key}.pub`)).toMatch(/^age1pq1[0-9a-z]+$/);
	expect(statSync(key).mode & 0o777).toBe(0o600);
	await expect(makeKey(key)).rejects.toThrow('never written over');
	expect(() => demandRecipient('age1qqqq')).toThrow('Say to which key');
});

it('a log that ends before the backup was made is not taken for the newest', () => {
	const last = { seq: 7, day: '2026-11-26', what: 'tip', id: crypto.randomUUID(), state: null };
	demandLater({ erasures: 7 }, [last]);
	demandLater({ erasures: 7 }, null);
	demandLater({ erasures: 0 }, []);
	expect(() => demandLater({ erasures: 8 }, [last])).toThrow('older than the backup');
	expect(() => demandLater({ erasures: 1 }, [])).toThrow('older than the backup');
});
