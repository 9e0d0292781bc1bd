import Foundation
import NewsModel

/// A `file:` URL of the settings, read as if a server had answered.
enum LocalFile {
    static func isFileURL(_ url: String) -> Bool { url.prefix(5).lowercased() == "file:" }

    /// Reads the file under the request's limits.
    ///
    /// The validators are an ETag of our own that changes with the file's identity, size or time of change.
    static func answer(to request: FetchRequest) -> Result<FetchAnswer, FetchError> {
        do throws(FetchError) {
            return .success(try read(request))
        } catch {
            return .failure(error)
        }
    }

    private static func read(_ request: FetchRequest) throws(FetchError) -> FetchAnswer {
        guard let url = URL(string: request.url), url.isFileURL, ["", "localhost"].contains(url.host() ?? "") else {
            throw .badRequest("'\(request.url)' is no file: URL; write file:///path/of/the/feed")
        }
        let path = url.path(percentEncoded: false)
        guard !path.utf8.contains(0) else { throw .badRequest("the path contains a zero byte") }
        // Not blocking, or opening a named pipe would wait for a writer for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? .fileMissing(path) : .fileNotRead("\(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .fileNotRead("\(path): not a regular file")
        }
        let limit = max(0, request.bodyLimitBytes)
        guard status.st_size <= limit else { throw .bodyTooLarge(limitBytes: limit) }
        let changed = status.st_mtim
        let etag = "\"\(status.st_ino)-\(status.st_size)-\(changed.tv_sec).\(changed.tv_nsec)\""
        let isUnchanged = request.validators?.etag == etag
        return FetchAnswer(
            body: isUnchanged ? .unchanged : .content(try contents(of: descriptor, path, limit: limit)),
            status: isUnchanged ? 304 : 200,
            finalURL: request.url,
            validators: Validators(etag: etag, lastModified: nil)
        )
    }

    private static func contents(of file: Int32, _ path: String, limit: Int) throws(FetchError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .fileNotRead("\(path): \(String(cString: strerror(errno)))") }
            if count == 0 { break }
            guard bytes.count + count <= limit else { throw .bodyTooLarge(limitBytes: limit) }
            bytes.append(contentsOf: buffer[..<count])
        }
        guard !bytes.isEmpty else { throw .emptyBody }
        return bytes
    }
}
