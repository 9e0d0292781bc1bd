import Classifying
import Synchronization

/// The classifier, made when the first article needs it: a pass over feeds that brought nothing does without.
final class LazyClassifier: Sendable {
    private let topic: Topic
    private let made = Mutex<Task<Classifier, Never>?>(nil)

    init(topic: Topic) { self.topic = topic }

    var value: Classifier {
        get async {
            let task = made.withLock { made in
                if let made { return made }
                let task = Task.detached { [topic] in Classifier(topic: topic) }
                made = task
                return task
            }
            return await task.value
        }
    }
}
