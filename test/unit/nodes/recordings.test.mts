import { containerOf } from '../../../nodes/shared/appliance/recordings';

const file = (head: string, contentType = 'application/octet-stream', fileName = '') => ({
	head: Buffer.from(head, 'latin1'),
	contentType,
	fileName,
});

describe('The container of a recording', () => {
	it.each([
		['\0\0\0\x18ftypisom', 'mp4', 'video/mp4'],
		['\x1a\x45\xdf\xa3\x01', 'webm', 'video/webm'],
		['FLV\x01\x05', 'flv', 'video/x-flv'],
		['RIFF....AVI ', 'avi', 'video/x-msvideo'],
		['PK\x03\x04', 'zip', 'application/zip'],
	])('is told by what the file begins with: %j', (head, extension, mimeType) => {
		expect(containerOf(file(head, 'text/plain', 'x.bin'))).toEqual({ extension, mimeType });
	});

	it('is else told by its content type, then by its name, and is mp4 where nothing tells', () => {
		expect(containerOf(file('??', 'video/x-flv', 'a.bin')).extension).toBe('flv');
		expect(containerOf(file('??', 'video/quicktime', 'Some video.MOV'))).toEqual({
			extension: 'mov',
			mimeType: 'video/quicktime',
		});
		expect(containerOf(file('??', '', '../../x'))).toEqual({
			extension: 'mp4',
			mimeType: 'video/mp4',
		});
	});
});
