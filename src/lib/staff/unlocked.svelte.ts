import type { Holder } from '#lib/sealed/cipher.ts';
import { fromBase64 } from '#lib/sealed/base64.ts';

type Open = (file: Uint8Array, code: string) => Promise<Holder>;

const opened: Open = async (file, code) =>
	(await import('#lib/sealed/cipher.ts')).unlockKeys(file, code);

/**
 * The officer's secret keys while they are open: in the memory of this page and nowhere else. Whoever walks away
 * from the desk leaves nothing behind: signing out, the idle end and leaving the page all lock.
 */
export class Unlocked {
	#open: Open;
	#holder = $state.raw<Holder | null>(null);
	/** Counts locks, so that an unlocking which was overtaken by one comes to nothing. */
	#locks = 0;

	constructor(open: Open = opened) {
		this.#open = open;
	}

	get holder(): Holder | null {
		return this.#holder;
	}

	/**
	 * Opens the bundle as it is stored.
	 * @param bundle base 64 @param code as `parseCode` returns it
	 * @throws SealedError `wrong_code` or `damaged`
	 */
	unlock(bundle: string, code: string): Promise<void> {
		return this.wait(this.#open(fromBase64(bundle), code));
	}

	/** Holds keys that are being opened, unless they are locked before that is done. */
	async wait(opening: Promise<Holder>): Promise<void> {
		const locks = this.#locks;
		const holder = await opening;
		if (locks === this.#locks) this.#holder = holder;
		else wipe(holder);
	}

	/** Keys that were just made are open already. */
	hold(holder: Holder) {
		this.#holder = holder;
	}

	lock() {
		this.#locks++;
		if (this.#holder) wipe(this.#holder);
		this.#holder = null;
	}

	/** Locks whenever the page is left; returns what stops it. */
	watch(): () => void {
		const left = () => this.lock();
		addEventListener('pagehide', left);
		return () => {
			removeEventListener('pagehide', left);
			this.lock();
		};
	}
}

/** Strings cannot be wiped in a browser; what can be, is. */
function wipe(holder: Holder) {
	holder.signer.secret.fill(0);
}

export const unlocked = new Unlocked();
