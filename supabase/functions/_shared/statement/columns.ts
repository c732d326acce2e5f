import { knownHeadings } from '../sheet/headings.ts';
import type { FieldName } from './shapes.ts';

/**
 * How banks head their columns, bare. Credit and debit are the bank's words: what it owes the account holder comes in. Names and
 * numbers of others' accounts are not taken: the text says what is needed, and what is not kept cannot be lost.
 */
const headings: Record<FieldName | 'none', string> = {
	day:
		'ngay giao dich|ngay gd|ngay|ngay hach toan|ngay ghi so|ngay phat sinh|ngay gio giao dich|thoi gian giao dich|' +
		'thoi gian|ngay gio|ngay ct|ngay chung tu|date|transaction date|posting date|trans date|tran date|txn date|date time',
	text:
		'dien giai|noi dung|noi dung giao dich|noi dung gd|mo ta|mo ta giao dich|chi tiet|chi tiet giao dich|noi dung chi tiet|' +
		'thong tin giao dich|description|transaction description|details|transaction details|remark|remarks|narration|narrative|memo',
	reference:
		'so tham chieu|ma tham chieu|so but toan|ma giao dich|so giao dich|so gd|ma gd|so chung tu|so ct|so lenh|so ref|ref|' +
		'reference|reference no|reference number|ref no|transaction id|transaction no|trace|so trace|document no|doc no|but toan|so hieu',
	in:
		'so tien ghi co|ghi co|phat sinh co|ps co|so phat sinh co|co|tien vao|so tien vao|tien gui vao|nop vao|so tien nop|thu|' +
		'credit|credit amount|credits|deposit|deposits|money in|paid in|so tien gui',
	out:
		'so tien ghi no|ghi no|phat sinh no|ps no|so phat sinh no|no|tien ra|so tien ra|rut ra|so tien rut|chi|' +
		'debit|debit amount|debits|withdrawal|withdrawals|money out|paid out',
	amount:
		'so tien|so tien giao dich|so tien gd|so tien phat sinh|phat sinh|gia tri giao dich|gia tri|amount|transaction amount|txn amount',
	side: 'loai giao dich|loai gd|loai|no co|ghi no ghi co|dau|thu chi|dr cr|cr dr|d c|c d|debit credit|credit debit|type|transaction type',
	balance:
		'so du|so du cuoi|so du sau giao dich|so du sau gd|so du luy ke|so du tai khoan|so du hien tai|so du cuoi ngay|' +
		'balance|running balance|closing balance|account balance|so du sau',
	none:
		'stt|tt|so tt|so thu tu|no of|no number|ngay hieu luc|ngay gia tri|value date|effective date|effective day|' +
		'so tai khoan|tai khoan|ten tai khoan|tai khoan doi ung|so tai khoan doi ung|ten doi ung|ten tai khoan doi ung|' +
		'tai khoan nguoi huong|nguoi thu huong|nguoi chuyen|don vi thu huong|ngan hang|ngan hang doi ung|chi nhanh|' +
		'loai tien|tien te|currency|phi|vat|thue|gio|gio giao dich|kenh|kenh giao dich|account|account no|offset account|' +
		'offset name|beneficiary|bank|branch|teller|gdv|giao dich vien'
};

/** What a column with this heading holds; `none`: something known that is not taken; null: nobody knows. */
export const fieldOf = knownHeadings(headings);
