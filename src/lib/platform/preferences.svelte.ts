/**
 * "Cỡ chữ lớn" and "Tương phản". They last for this visit: citizens' rooms leave nothing on a shared phone, no
 * cookie and no storage, so the choice lives in the page and on <html>, and a reload asks again.
 */
export class Preferences {
	#large = $state(false);
	#contrast = $state(false);

	get large() {
		return this.#large;
	}
	get contrast() {
		return this.#contrast;
	}

	toggleLarge() {
		this.#large = document.documentElement.classList.toggle('large');
	}

	toggleContrast() {
		this.#contrast = document.documentElement.classList.toggle('contrast');
	}
}

export const preferences = new Preferences();
