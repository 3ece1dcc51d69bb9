using System.Xml.Linq;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Access;

/// <summary>
/// Keeps the keys of data protection in the store, where several machines serve one site: a form that one of them gave out
/// is read by the next. The package that would do this (Microsoft.AspNetCore.DataProtection.EntityFrameworkCore) is not
/// to be had on every build machine, and this is all of it.
/// </summary>
public sealed class StoreKeys(DataStore store) : IXmlRepository
{
    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = store.Db();
        return [.. db.ProtectionKeys.AsNoTracking().OrderBy(key => key.Name).Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var db = store.Db();
        db.ProtectionKeys.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
