using MlNetFashion.Tool;

namespace MlNetFashion.Tests.CommandLine;

public sealed class ErrorEdgeTests
{
    [TestCase("Read-only file system : '/mnt/a.png.x3t35zlg.xpn.tmp'", "Read-only file system : '/mnt/a.png'. Choose a place that can be written.")]
    [TestCase("No space left on device : '/mnt/a.png'", "No space left on device : '/mnt/a.png'. Free some, or choose another place.")]
    [TestCase("The file 'a.tmp' is damaged.", "The file 'a.tmp' is damaged.")]
    public void A_file_is_named_as_it_was_asked_for_and_the_next_step_is_said(string message, string sentence) =>
        Assert.That(ErrorEdge.Sentence(new IOException(message)), Is.EqualTo(sentence));
}
