using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

/// <summary>Addresses of stored catalogues on the command line; what stores do is tested in MlNetFashion.Stores.Tests.</summary>
public sealed class StoreTests
{
    // Nobody listens on the first port.
    const string Nobody = "garnet://127.0.0.1:1/shop";

    [TestCase("garnet://127.0.0.1:1", "no name of a catalogue")]
    [TestCase("mysql://127.0.0.1/shop", "no address of a catalogue")]
    [TestCase("postgres://127.0.0.1:1/shop", "no name of a catalogue")]
    [TestCase(Nobody, "does not answer")]
    [TestCase("postgres://me@127.0.0.1:1/shop?catalogue=shop", "does not answer")]
    public void An_address_that_cannot_be_searched_is_told_in_a_sentence(string address, string said)
    {
        ToolRun run = ToolRun.Of("search", "a dress", "--index", address, "--json");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(run.ErrorLine, Does.Contain(said));
    }

    [Test]
    public void What_a_store_does_not_do_is_refused_before_it_is_asked()
    {
        Assert.That(ToolRun.Of("search", "--index", Nobody, "--where", "colour=red").ErrorLine, Does.Contain("lists nothing without"));
        Assert.That(ToolRun.Of("publish", SmallCatalogue.Index, "--to", Nobody, "--name", "shop").ErrorLine, Does.Contain("Leave --name out"));
        Assert.That(ToolRun.Of("publish", SmallCatalogue.Index, "--to", Nobody).ErrorLine, Does.Contain("does not answer"));
    }
}
