using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.VectorData;
using MlNetFashion.Storage;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tool.Commands;

/// <summary>The vector store that a command names: a folder, or a library of somebody's that makes one.</summary>
static class StoreAssembly
{
    /// <summary>Opens it.</summary>
    /// <exception cref="FileNotFoundException">There is no such library.</exception>
    /// <exception cref="ArgumentException">The library has no store, several, or one that cannot be made.</exception>
    public static VectorStore Open(string path)
    {
        if (!path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            return new FashionVectorStore(path);
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There is no library \"{path}\" (looked for {Path.GetFullPath(path)}). Name a .dll with a vector "
                + "store, or a folder.", path);
        Type[] stores = [.. Load(Path.GetFullPath(path)).GetExportedTypes().Where(type => type.IsSubclassOf(typeof(VectorStore)) && !type.IsAbstract
            && type.GetConstructor(Type.EmptyTypes) is not null)];
        return stores is [var only]
            ? (VectorStore)Activator.CreateInstance(only)!
            : throw new ArgumentException($"\"{path}\" has {stores.Length} public classes that derive from VectorStore and have a constructor "
                + "without parameters, but one is "
                + "needed.");
    }

    // What the library needs lies beside it; the store's own base class is the one of this program.
    static Assembly Load(string path)
    {
        var resolver = new AssemblyDependencyResolver(path);
        AssemblyLoadContext context = AssemblyLoadContext.Default;
        context.Resolving += (loaded, name) => resolver.ResolveAssemblyToPath(name) is { } found ? loaded.LoadFromAssemblyPath(found) : null;
        try
        {
            return context.LoadFromAssemblyPath(path);
        }
        catch (BadImageFormatException e)
        {
            throw new ArgumentException($"\"{path}\" is no library of .NET.", e);
        }
    }
}
