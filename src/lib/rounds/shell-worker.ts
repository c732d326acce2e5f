/**
 * What the officers' service worker does: the field page opens without a line. It answers with the page itself and the files that
 * page needs, and with nothing else: doors, sign-in, files of tips and the pages of residents go their way as if it were not there.
 */
export type Surroundings = {
	/** Path of the field page in this worker's language. */
	scope: string;
	/** Of the build. */
	version: string;
	/** Paths of the scripts and styles that the page may ever ask for, by the build's own list. */
	files: readonly string[];
	caches: CacheStorage;
	fetch: typeof fetch;
};

type Asked = Pick<Request, 'method' | 'mode' | 'url'>;

export class ShellWorker {
	#at: Surroundings;
	#prefix: string;
	#files: ReadonlySet<string>;

	constructor(at: Surroundings) {
		this.#at = at;
		this.#prefix = `gandan-shell ${at.scope} `;
		this.#files = new Set(at.files);
	}

	get #name(): string {
		return this.#prefix + this.#at.version;
	}

	/**
	 * Everything or nothing, beside what serves now. What an older version has under the same name is not fetched again.
	 * @throws TypeError without a line, Error where the answer is not ours (a hotel's page) or of another build; it is tried again later
	 */
	async install(): Promise<void> {
		const { caches, scope, files } = this.#at;
		if (files.length === 0) throw new Error('The build has named no files.');
		try {
			const page = await this.#page();
			const cache = await caches.open(this.#name);
			await Promise.all(
				files.map(async (file) =>
					cache.put(file, (await caches.match(file)) ?? (await this.#file(file)))
				)
			);
			await cache.put(scope, page);
		} catch (error) {
			await caches.delete(this.#name);
			throw error;
		}
	}

	/** From now on this version serves; older ones go. */
	async activate(): Promise<void> {
		const { caches } = this.#at;
		const old = (await caches.keys()).filter(
			(name) => name.startsWith(this.#prefix) && name !== this.#name
		);
		await Promise.all(old.map((name) => caches.delete(name)));
	}

	/** The answer, or null for what is none of its business. */
	answer({ method, mode, url }: Asked): Promise<Response> | null {
		const { origin, pathname } = new URL(url);
		const { scope } = this.#at;
		if (method !== 'GET' || origin !== location.origin) return null;
		if (mode === 'navigate')
			return pathname === scope || pathname.startsWith(`${scope}/`) ? this.#kept(scope, url) : null;
		return this.#files.has(pathname) ? this.#kept(pathname, url) : null;
	}

	/** As it was installed; from the line where the browser has cleared it away. */
	async #kept(path: string, url: string): Promise<Response> {
		const cache = await this.#at.caches.open(this.#name);
		return (await cache.match(path)) ?? this.#at.fetch(url);
	}

	async #page(): Promise<Response> {
		const page = await this.#at.fetch(this.#at.scope, { cache: 'no-cache', credentials: 'omit' });
		const named = (await page.clone().text()).match(/\/_app\/immutable\/[\w./-]+/g) ?? [];
		const ours = page.ok && named.length > 0 && named.every((file) => this.#files.has(file));
		if (!ours) throw new Error('The page is of another build.');
		return page;
	}

	async #file(file: string): Promise<Response> {
		const answer = await this.#at.fetch(file, { credentials: 'omit' });
		if (!answer.ok || /text\/html/.test(answer.headers.get('content-type') ?? ''))
			throw new Error('A file is missing.');
		return answer;
	}
}
