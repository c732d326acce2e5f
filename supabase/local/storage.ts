/**
 * Storage's bytes in a folder: `<bucket>/<key>/only` with the type beside them. It is our own adapter
 * over lite's seven methods, because lite does not export its own. lite names a version when it reads
 * and none when it writes, so there is one version of everything.
 */
import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { App } from '@supabase/lite';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>;

async function bytes(body: unknown): Promise<Uint8Array> {
	if (body instanceof Uint8Array) return body;
	return new Uint8Array(await new Response(body as ReadableStream).arrayBuffer());
}

/** Whole or not at all, and on the disk before anybody is told so: nobody reads the half of a file, and a full disk keeps none. */
async function put(path: string, content: Uint8Array | string): Promise<void> {
	const fresh = `${path}.${randomUUID()}`;
	try {
		await writeFile(fresh, content, { flush: true });
		await rename(fresh, path);
	} catch (error) {
		await rm(fresh, { force: true });
		throw error;
	}
}

/** An adapter that keeps objects under the folder and refuses names that lead out of it. */
export function folderStorage(folder: string): StorageAdapter {
	const root = resolve(folder);
	const place = (bucket: string, key: string) => {
		const path = resolve(join(root, bucket, key, 'only'));
		if (!path.startsWith(root + sep)) throw new Error('name leads out of the folder');
		return path;
	};
	const metadata = async (path: string): Promise<Metadata> => {
		const { size, mtime } = await stat(path);
		const { type, cache, etag } = JSON.parse(await readFile(`${path}.json`, 'utf8'));
		return {
			cacheControl: cache,
			contentLength: size,
			size,
			mimetype: type,
			eTag: etag,
			lastModified: mtime,
			httpStatusCode: 200
		} as Metadata;
	};
	return {
		driver: null,
		async getObject(bucket, key) {
			const path = place(bucket, key);
			try {
				return { metadata: await metadata(path), httpStatusCode: 200, body: await readFile(path) };
			} catch (error) {
				if ((error as { code?: string }).code !== 'ENOENT') throw error;
				// The table knows it and the disk has lost it: without a body lite answers 404, as Supabase does.
				return { metadata: {} as Metadata, httpStatusCode: 404 };
			}
		},
		async uploadObject(bucket, key, _version, body, type, cache) {
			const path = place(bucket, key);
			const content = await bytes(body);
			await mkdir(dirname(path), { recursive: true });
			const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;
			await put(`${path}.json`, JSON.stringify({ type, cache, etag }));
			await put(path, content);
			return metadata(path);
		},
		async deleteObject(bucket, key) {
			const path = place(bucket, key);
			await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
			// Its name goes, too, unless other names begin with it.
			await rmdir(dirname(path)).catch(() => {});
		},
		async deleteObjects(bucket, prefixes) {
			for (const prefix of prefixes)
				await rm(dirname(place(bucket, prefix)), { recursive: true, force: true });
		},
		async copyObject(bucket, key, _version, toBucket, toKey) {
			const [from, to] = [place(bucket, key), place(toBucket, toKey)];
			await mkdir(dirname(to), { recursive: true });
			await Promise.all([copyFile(from, to), copyFile(`${from}.json`, `${to}.json`)]);
			const { eTag, lastModified } = await metadata(to);
			return { httpStatusCode: 200, eTag, lastModified };
		},
		headObject: (bucket, key) => metadata(place(bucket, key)),
		async privateAssetUrl(bucket, key) {
			return `file://${place(bucket, key)}`;
		}
	};
}
