/** A backup becomes a data folder again: built beside the one that is there, and forgotten what was erased since. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { bootstrap, connect, ownUrls } from '../bootstrap.ts';
import { eraseDue } from '../erasing.ts';
import { databaseName } from '../ground.ts';
import { readMigrations } from '../migrations.ts';
import { startPostgres } from '../postgres.ts';
import { saveSecrets, type Secrets } from '../secrets.ts';
import { Stop } from '../stop.ts';
import { carryErasures, type Erasure } from './erasure-log.ts';
import type { Manifest } from './make.ts';
import { loading, type Sequences } from './tables.ts';
import { unpack, type Entry } from './tar.ts';

export type Restored = { manifest: Manifest; again: number };

/** Refuses a file whose bytes are not those that were written, where the sum lies beside it. */
export async function demandSame(file: string): Promise<void> {
	if (!existsSync(file)) throw new Stop(`There is no backup ${file}.`);
	if (!existsSync(`${file}.sha256`)) return;
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	if (!readFileSync(`${file}.sha256`, 'utf8').startsWith(hash.digest('hex')))
		throw new Stop(`${file} is not what was written: its SHA-256 differs from ${file}.sha256.`);
}

async function* opened(file: string, identity: string): AsyncGenerator<Entry> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	const locked = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
	const plain = await decrypter.decrypt(locked).catch(() => {
		throw new Stop(`${file} is not opened by this key.`);
	});
	const unzipped = createGunzip();
	const flowing = pipeline(Readable.fromWeb(plain as never), unzipped);
	flowing.catch(() => {});
	try {
		yield* unpack(unzipped);
	} catch (error) {
		throw error instanceof Stop
			? error
			: new Stop(`${file} is damaged: it does not open to the end.`);
	}
	await flowing.catch(() => {
		throw new Stop(`${file} is damaged: it does not open to the end.`);
	});
}

function demandKnown({ version, migrations }: Manifest): ReturnType<typeof readMigrations> {
	const ours = new Map(readMigrations().map((one) => [one.version, one]));
	if (version !== 1 || migrations.some((one) => ours.get(one.version)?.hash !== one.hash))
		throw new Stop(
			'The backup was made by another version of the portal: restore it with that one, then upgrade.'
		);
	return migrations.map((one) => ours.get(one.version)!);
}

/** A log that ends before the backup was made cannot say what was erased after it. */
export function demandLater(
	manifest: Pick<Manifest, 'erasures'>,
	erasures: Erasure[] | null
): void {
	if (erasures && (erasures.at(-1)?.seq ?? 0) < manifest.erasures)
		throw new Stop('The log of erasures is older than the backup: find the newest.');
}

const read = <T>({ bytes }: Entry): T => JSON.parse(Buffer.from(bytes).toString()) as T;

/** The next entry, which has to be this one. */
async function next<T>(from: AsyncGenerator<Entry>, name: string): Promise<T> {
	const { value } = await from.next();
	if (!value || value.name !== name) throw new Stop('This is no backup of the portal.');
	return read<T>(value);
}

/** Fills the empty folder `stage`. Nothing but `stage` is touched. */
export async function fill(
	stage: string,
	file: string,
	identity: string,
	erasures: Erasure[] | null,
	settings: Record<string, string> = {}
): Promise<Restored> {
	const uploads = join(stage, 'uploads');
	mkdirSync(uploads, { recursive: true });
	const from = opened(file, identity);
	const manifest = await next<Manifest>(from, 'manifest.json');
	const migrations = demandKnown(manifest);
	demandLater(manifest, erasures);
	const secrets = await next<Secrets>(from, 'secrets.json');
	saveSecrets(stage, secrets);
	// What is erased again must not stay in files that PostgreSQL keeps to use them anew.
	const server = await startPostgres({
		home: stage,
		password: secrets.adminPassword,
		settings: { wal_recycle: 'off', ...settings }
	});
	try {
		const first = connect(server.url());
		await first.unsafe(`create database ${databaseName}`).finally(() => first.end());
		const urls = ownUrls(server.url(databaseName), secrets);
		// Without the demonstration, whose rows are of today and need not fit an older backup's tables.
		await bootstrap(urls, secrets, { uploads, migrations, bare: true });
		const admin = connect(urls.admin);
		try {
			await load(await loading(admin), from, uploads);
		} finally {
			await admin.end({ timeout: 5 });
		}
		await bootstrap(urls, secrets, { uploads, bare: true });
		const again = await forget(urls.owner, urls.admin, erasures ?? []);
		const own = connect(urls.owner);
		await carryErasures(own, join(stage, 'erasures.jsonl')).finally(() => own.end());
		return { manifest, again };
	} finally {
		await server.stop();
	}
}

/** Takes in what is left of a backup, behind its secrets. */
async function load(
	rows: Awaited<ReturnType<typeof loading>>,
	from: AsyncGenerator<Entry>,
	uploads: string
): Promise<void> {
	let ended = false;
	try {
		for await (const entry of from) {
			if (entry.name.startsWith('db/')) await rows.take(entry);
			else if (entry.name === 'sequences.json') await rows.end(read<Sequences>(entry));
			else if (entry.name === 'end.json') ended = true;
			else putFile(uploads, entry);
		}
	} finally {
		await rows.abandon();
	}
	if (!ended) throw new Stop('The backup is damaged: it has no end.');
}

function putFile(uploads: string, { name, bytes }: Entry): void {
	const path = resolve(uploads, name.slice('uploads/'.length));
	if (!name.startsWith('uploads/') || !path.startsWith(resolve(uploads) + sep))
		throw new Stop('This is no backup of the portal.');
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, bytes);
}

/** Erases again, by the log and by what is due today, and then what PostgreSQL's files still hold of it. */
async function forget(owner: string, admin: string, erasures: Erasure[]): Promise<number> {
	const own = connect(owner);
	let again: number;
	try {
		const [row] = await own<{ n: number }[]>`select erasures.replay(${own.json(erasures)}) as n`;
		again = row!.n;
		await own`select erasures.after_restore()`;
		await eraseDue(own);
		await own`select tips.forget_parts()`;
	} finally {
		await own.end();
	}
	const sql = connect(admin);
	try {
		await sql`vacuum (full)`;
		await sql`checkpoint`;
		await sql`select pg_switch_wal()`;
		await sql`checkpoint`;
	} finally {
		await sql.end();
	}
	return again;
}
