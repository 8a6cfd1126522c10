using System.Reflection;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests;

/// <summary>The rooms of the library stand in an order, and each uses only what stands before it.</summary>
public sealed class LayerTests
{
    // The contract is Columns, the names that all share; the pipeline is FashionPipeline, which conversations talk to; the catalog is ML.NET's door.
    static readonly string[] s_order =
        ["contract", "Notebooks", "Images", "Catalogues", "Text", "Models", "Retrieval", "Understanding", "Querying", "pipeline", "Conversations",
            "Answers", "ContactSheets", "Transforms", "catalog"];

    [Test]
    public void No_arrow_runs_back()
    {
        Assembly library = typeof(FashionPipeline).Assembly;
        string[] back =
        [
            .. library.GetTypes().Where(IsOurs).SelectMany(from => UsedTypes.Of(from)
                .Where(to => to.Assembly == library && IsOurs(to) && Level(from) < Level(to))
                .Select(to => $"{Room(from)}/{Outer(from).Name} uses {Room(to)}/{Outer(to).Name}")).Distinct().Order(),
        ];
        Assert.That(back, Is.Empty);
    }

    [Test]
    public void Every_room_is_in_the_order_and_the_order_has_no_room_too_many() =>
        Assert.That(typeof(FashionPipeline).Assembly.GetTypes().Where(IsOurs).Select(Room).Distinct(), Is.EquivalentTo(s_order));

    // That the check sees method bodies, generic arguments and closures: the pipeline's use of each is known.
    [TestCase(typeof(FashionModels))]
    [TestCase(typeof(CatalogueIndexer))]
    [TestCase(typeof(CatalogueMeanings))]
    public void Uses_are_seen(Type used) => Assert.That(UsedTypes.Of(typeof(FashionPipeline)), Does.Contain(used));

    static bool IsOurs(Type type) => Outer(type).Namespace is { } space
        && (space == "Microsoft.ML" || space.StartsWith(nameof(MlNetFashion), StringComparison.Ordinal));

    static int Level(Type type) => Array.IndexOf(s_order, Room(type));

    static string Room(Type type)
    {
        Type outer = Outer(type);
        if (outer.Namespace == "Microsoft.ML")
            return "catalog";
        if (outer.Namespace == nameof(MlNetFashion))
            return outer == typeof(Columns) ? "contract" : "pipeline";
        return outer.Namespace!.Split('.')[1];
    }

    static Type Outer(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }
}
