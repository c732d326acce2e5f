import { Problem } from '#lib/platform/problem.ts';
import type { Holder, Thread } from '#lib/sealed/returning.ts';
import type { OpenedTip } from './lookup.ts';
import type { TipDoors } from './tip-doors.ts';
import type { TipFiles } from './tip-files.ts';
import { replyOf, roomRefused, type Reply } from './tip-reply.ts';
import { isTooLong } from './tip-room.ts';
import { TipUpload } from './tip-upload.ts';

/** What the sender writes next: words, and files once they wish to add some. It stays until the unit has it. */
export class NextMessage {
	text = $state('');
	#doors: TipDoors;
	#files = $state.raw<TipFiles | null>(null);
	#upload: TipUpload;

	constructor(doors: TipDoors) {
		this.#doors = doors;
		this.#upload = new TipUpload(doors.upload);
	}

	/** Null until the sender wishes to add some. */
	get files(): TipFiles | null {
		return this.#files;
	}

	/** Something is here that was not sent. */
	get holds(): boolean {
		const files = this.#files;
		return this.text.trim() !== '' || (files?.ids.length ?? 0) + (files?.held.length ?? 0) > 0;
	}

	/** From here on files may go along; the work that pays for them begins. */
	attach(files: TipFiles) {
		this.#files = files;
		this.#upload.prepare();
	}

	/** Sends the files and seals the words, with what tells of the files. @throws Problem */
	async seal(text: string, self: Holder, thread: Thread, found: OpenedTip): Promise<Reply> {
		if (!thread.room) throw roomRefused();
		if (isTooLong(text, this.#files?.told))
			throw new Problem({ code: 'too_long', field: 'message', status: 422 });
		const files = this.#files?.ids.length ? this.#files : null;
		// Sealed to the room of now: where officers replaced its key meanwhile, all of it goes out anew.
		const sent = files && (await this.#upload.send(files, thread.room.recipient));
		const { cipher, now } = this.#doors;
		return replyOf({ cipher, self, thread, found, text, sent, now: now() });
	}

	/** Whether nothing was changed since this was sealed. */
	is({ text, files }: Reply): boolean {
		return text === this.text.trim() && String(files) === String(this.#files?.ids ?? []);
	}

	/** What has arrived is no longer to be sent; what was typed or chosen since is. */
	delivered({ text, files }: Reply) {
		if (files.length) {
			this.#files?.delivered(files);
			this.#upload.forget();
		}
		if (this.text.trim() === text) this.text = '';
	}

	/** The work paid for nothing: the files go out again with new work. */
	payAnew() {
		this.#upload.forget();
	}

	forget() {
		this.text = '';
		this.#files?.forget();
		this.#files = null;
		this.#upload.forget();
	}
}
