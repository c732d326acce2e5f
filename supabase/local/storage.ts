/**
 * Storage's bytes in a folder: `<bucket>/<key>/<version>` with the type beside them. It is our own
 * adapter over lite's seven methods, because lite does not export its own.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { App } from '@supabase/lite';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>;

async function bytes(body: unknown): Promise<Uint8Array> {
	if (body instanceof Uint8Array) return body;
	return new Uint8Array(await new Response(body as ReadableStream).arrayBuffer());
}

/** An adapter that keeps objects under the folder and refuses names that lead out of it. */
export function folderStorage(folder: string): StorageAdapter {
	const root = resolve(folder);
	const place = (bucket: string, key: string, version = 'only') => {
		const path = resolve(join(root, bucket, key, version));
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
		async getObject(bucket, key, version) {
			const path = place(bucket, key, version);
			return { metadata: await metadata(path), httpStatusCode: 200, body: await readFile(path) };
		},
		async uploadObject(bucket, key, version, body, type, cache) {
			const path = place(bucket, key, version);
			const content = await bytes(body);
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, content);
			const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;
			await writeFile(`${path}.json`, JSON.stringify({ type, cache, etag }));
			return metadata(path);
		},
		async deleteObject(bucket, key, version) {
			const path = place(bucket, key, version);
			await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
		},
		async deleteObjects(bucket, prefixes) {
			for (const prefix of prefixes)
				await rm(dirname(place(bucket, prefix)), { recursive: true, force: true });
		},
		async copyObject(bucket, key, version, toBucket, toKey, toVersion) {
			const [from, to] = [place(bucket, key, version), place(toBucket, toKey, toVersion)];
			await mkdir(dirname(to), { recursive: true });
			await Promise.all([copyFile(from, to), copyFile(`${from}.json`, `${to}.json`)]);
			const { eTag, lastModified } = await metadata(to);
			return { httpStatusCode: 200, eTag, lastModified };
		},
		headObject: (bucket, key, version) => metadata(place(bucket, key, version)),
		async privateAssetUrl(bucket, key, version) {
			return `file://${place(bucket, key, version)}`;
		}
	};
}
