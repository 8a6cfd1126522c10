using System.Reflection;
using MlNetFashion.Tests.Documents;

namespace MlNetFashion.Tests.Layers;

/// <summary>The folder of a project, which says by its files in which room a type is: one file a type, named like it.</summary>
sealed class SourceFolder
{
    readonly Dictionary<string, string> _rooms;

    /// <summary>Reads the names of the files.</summary>
    /// <param name="project">The project, a folder of src.</param>
    public SourceFolder(string project)
    {
        Assembly = Assembly.Load(project == "MlNetFashion.Console" ? "fashion" : project);
        string root = Path.Combine(Repository.Root, "src", project);
        string[][] files = [.. ((string[])["*.cs", "*.razor"])
            .SelectMany(kind => Directory.EnumerateFiles(root, kind, SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar))
            .Where(path => path[0] is not ("bin" or "obj"))];
        bool hasFolders = files.Any(path => path.Length > 1);
        _rooms = files
            .GroupBy(path => path[^1].Split('.', '{')[0], path => path.Length > 1 ? path[0] : hasFolders ? path[0].Split('.', '{')[0] : ".")
            .ToDictionary(type => type.Key, type => type.Distinct().Single());
    }

    /// <summary>What the project becomes.</summary>
    public Assembly Assembly { get; }

    /// <summary>The types that files of the project declare; nested ones too.</summary>
    public IEnumerable<Type> Types => Assembly.GetTypes().Where(Has);

    /// <summary>Whether a file of the project declares a type, or the type that it is nested in.</summary>
    public bool Has(Type type) => type.Assembly == Assembly && _rooms.ContainsKey(Name(type));

    /// <summary>The folder of a type; the type's own name where its file is beside the folders, and "." where there are none.</summary>
    public string Room(Type type) => _rooms[Name(type)];

    /// <summary>The name of a type's file: that of the type that it is nested in, without the number of its type parameters.</summary>
    public static string Name(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Name.Split('`')[0];
    }
}
