import type { Cipher } from './cipher.ts';
import type { AskDesk, DeskPage, OpenedTip, SayItem } from './lookup.ts';
import type { Floors } from './tip-lists.ts';
import type { UploadDoors } from './tip-upload.ts';

/** What a tip in its sender's hands asks for, all of it by one code. */
export type TipDoors = {
	floors: Floors;
	cipher: Cipher;
	open(before: number | null): Promise<OpenedTip>;
	say(key: string, version: number, item: SayItem): Promise<OpenedTip>;
	desk(asked: AskDesk): Promise<DeskPage>;
	upload: UploadDoors;
	/** By the server's clock; only its hour is written. */
	now(): Date;
};
