/** One page has one voice. It falls silent when the page goes, is put away, or says so. */
export class ReadingAloud {
	#reading = $state(false);
	#failed = $state(false);
	/** A new number for each reading: what an old one still reports is nobody's business. */
	#turn = 0;

	get reading() {
		return this.#reading;
	}
	get failed() {
		return this.#failed;
	}

	start(blocks: readonly string[], voice: SpeechSynthesisVoice) {
		this.stop();
		const turn = ++this.#turn;
		const ended = (failed: boolean) => {
			if (turn !== this.#turn) return;
			this.stop();
			this.#failed = failed;
		};
		this.#failed = false;
		this.#reading = blocks.length > 0;
		blocks.forEach((words, index) => {
			const said = new SpeechSynthesisUtterance(words);
			said.voice = voice;
			said.lang = voice.lang;
			said.onerror = () => ended(true);
			if (index === blocks.length - 1) said.onend = () => ended(false);
			speechSynthesis.speak(said);
		});
	}

	stop() {
		this.#turn++;
		this.#reading = false;
		speechSynthesis.cancel();
	}

	/** Stops when nobody is there to hear; returns what ends the watch, and the reading with it. */
	watch(): () => void {
		const gone = () => this.stop();
		const hidden = () => document.visibilityState === 'hidden' && this.stop();
		addEventListener('pagehide', gone);
		document.addEventListener('visibilitychange', hidden);
		return () => {
			removeEventListener('pagehide', gone);
			document.removeEventListener('visibilitychange', hidden);
			this.stop();
		};
	}
}
